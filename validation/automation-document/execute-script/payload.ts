import { isMap } from '../../parts';
import { likelyChoice } from '../../suggestion';
import { type Examples, type Problem, yaml } from '../../findings/rule';
import type { AutomationRule } from '../context';
import { scriptDocument } from '../examples';
import { type PayloadUse, useOfPayload } from '../python/payload-use';
import type { PlacedScript } from './python-script';

const payloadExamples = (wrong: string, right: string): Examples => {
  const script = ['def handler(events, context):', '  return {"Version": events["Version"]}'];
  const text = (name: string) =>
    scriptDocument(script, '', ['Runtime: python3.11', 'Handler: handler', `InputPayload: { ${name} }`]);
  return yaml(text(wrong), text(right));
};

/** Rules about what a script is handed in. */
export const payloadRules: readonly AutomationRule[] = [
  {
    code: 'SSM135',
    severity: 'error',
    title: 'the script reads what it is not handed in',
    explanation:
      "The handler's first argument has the entries of `InputPayload` and no other; upper and lower case count. Reading another fails " +
      'with a KeyError when the step runs.',
    examples: payloadExamples("Versoin: '1'", "Version: '1'"),
    source: 'executeScript',
    *check({ scripts }) {
      for (const script of scripts) {
        const use = useOfPayload(script);
        if (use !== undefined) yield* payloadProblems(script, use);
      }
    },
  },
];

function* payloadProblems({ placed, path }: PlacedScript, use: PayloadUse): Iterable<Problem> {
  const { InputPayload } = placed.inputs;
  if (InputPayload !== undefined && !isMap(InputPayload)) return;
  const given = Object.keys(InputPayload ?? {});
  const read = new Set(use.read.map(({ name }) => name));
  const absent = [...new Set([...read, ...use.named])].filter((name) => !given.includes(name));
  const meant = new Map<string, string>();
  for (const name of given) {
    const likely = use.strings.has(name) ? undefined : likelyChoice(name, absent);
    if (likely === undefined) continue;
    meant.set(likely, name);
    const message = `the script does not read "${name}"; did you mean "${likely}"?`;
    yield { path: [...placed.path, 'inputs', 'InputPayload', name], on: 'key', message };
  }
  for (const { name, offset } of use.read) {
    if (given.includes(name) || meant.has(name)) continue;
    yield { path, offset, message: `InputPayload has no "${name}"; add it there` };
  }
}
