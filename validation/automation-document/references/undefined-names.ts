import { isMap } from '../../parts';
import { choiceAdvice, likelyChoice } from '../../suggestion';
import type { AutomationContext } from '../context';
import { type Meaning, pseudoParameters, systemVariables } from './meaning';

/**
 * Why what is named is nowhere defined; undefined where it is, and where that is not known. In a program, double braces may be its
 * own: only what is nearly right is taken for a mistake there.
 */
export function undefinedMessage(
  meaning: Meaning,
  inProgram: boolean,
  context: AutomationContext,
): string | undefined {
  switch (meaning.kind) {
    case 'parameter':
      return inProgram ? undefined : noParameter(meaning.name, context);
    case 'output':
      return noStep(meaning.step, inProgram, context);
    case 'variable':
      return notAmong(context.document.variables, 'variable', meaning.name);
    case 'system':
      return noSystemVariable(meaning.name, inProgram);
    case 'store':
      return undefined;
  }
}

function noParameter(name: string, { document, stepsByName }: AutomationContext): string | undefined {
  if (pseudoParameters.has(name)) return undefined;
  const message = notAmong(document.parameters, 'parameter', name);
  return message !== undefined && stepsByName.has(name)
    ? `"${name}" is a step; name one of its outputs, as in {{ ${name}.Output }}`
    : message;
}

function notAmong(defined: unknown, noun: 'parameter' | 'variable', name: string): string | undefined {
  if (defined !== undefined && !isMap(defined)) return undefined;
  const names = Object.keys(defined ?? {});
  if (names.includes(name)) return undefined;
  const advice = names.length === 0 ? `define it under ${noun}s` : choiceAdvice(name, names);
  return `there is no ${noun} "${name}"; ${advice}`;
}

function noStep(name: string, inProgram: boolean, context: AutomationContext): string | undefined {
  const { steps, stepNames, stepsByName } = context;
  // Where a step has no name, it may be the one that is meant.
  if (stepsByName.has(name) || stepNames.length < steps.length) return undefined;
  if (inProgram && likelyChoice(name, stepNames) === undefined) return undefined;
  return `there is no step "${name}"; ${choiceAdvice(name, stepNames)}`;
}

function noSystemVariable(name: string, inProgram: boolean): string | undefined {
  if (systemVariables.some((known) => known === name)) return undefined;
  const isLikely = likelyChoice(name, systemVariables) !== undefined;
  if (!isLikely && (inProgram || !/^(global|automation):/.test(name))) return undefined;
  return `Automation has no "${name}"; ${choiceAdvice(name, systemVariables)}`;
}
