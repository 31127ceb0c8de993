import type { YAMLError } from 'yaml';
import { fileRules } from './file-rules';
import type { Rule } from '../findings/rule';
import type { Syntax } from './syntax';

/** Something wrong with a text as YAML or JSON. */
export interface YamlFault {
  readonly rule: Rule;
  /** In the text, from 0. */
  readonly offset: number;
  readonly message: string;
}

/** The tags by which CloudFormation's templates call functions (CloudFormation user guide, intrinsic function reference). */
const cloudFormationTag =
  /^!(Ref|Sub|GetAtt|Join|Select|Split|If|Equals|Not|And|Or|Base64|Cidr|FindInMap|ImportValue|Transform)\b/;

/** The first fault in the syntax of a YAML text, since the others mostly follow from it; undefined where there is none. */
export function firstYamlFault(
  { document, errors, secondDocument }: Syntax,
  text: string,
): YamlFault | undefined {
  const rule = fileRules.yamlSyntax;
  if (document.directives?.yaml.version === '1.1') {
    const message =
      'YAML 1.1 reads "yes" as true and dates as times; remove the line, so that this is YAML 1.2';
    return { rule, offset: Math.max(0, text.indexOf('%YAML')), message };
  }
  const [error] = errors;
  if (error !== undefined) return { rule, offset: error.pos[0], message: messageOf(error, text) };
  if (secondDocument === undefined) return undefined;
  return {
    rule,
    offset: secondDocument,
    message: 'a second document begins here, and a file holds one; make it two files',
  };
}

function messageOf({ code, pos: [offset], message }: YAMLError, text: string): string {
  const [tag = ''] = /^![^\s,[\]{}]*/.exec(text.slice(offset, offset + 100)) ?? [];
  if (code !== 'TAG_RESOLVE_FAILED' || tag === '') return message;
  return cloudFormationTag.test(tag)
    ? `${tag} belongs to CloudFormation templates, and is not known here; write the value itself`
    : `the tag ${tag} is not known here; write the value without it`;
}
