import { asList, isMap, type Parts } from '../parts';
import { likelyChoice } from '../suggestion';
import type { ValuePath } from '../findings/finding';
import type { ExperimentRule } from './context';
import { templates, wait } from './examples';

/** What the synthesis fills: `Region` for `${Region}`. A test compares it with the construct that does it. */
export const filledPlaceholders = [
  'AliasName',
  'ApiUrl',
  'AutomationRoleArn',
  'DocumentArn',
  'ExperimentRoleArn',
  'ExpiresAfterMinutes',
  'FaultDuration',
  'HealthFunction',
  'HelloFunction',
  'LatencySeconds',
  'LayerArn',
  'LeaseTableArn',
  'LogGroupArn',
  'Name',
  'Region',
  'StopAlarmArn',
] as const;

const angled = /<[A-Z][A-Z0-9 _-]*>/g;
const angledOrBraced = /<[A-Z][A-Z0-9 _-]*>|\{\{[^{}]+\}\}/g;

/** Rules about placeholders. */
export const unfilledRules: readonly ExperimentRule[] = [
  {
    code: 'FIS145',
    severity: 'warning',
    title: 'a placeholder that nobody fills',
    explanation:
      'The synthesis of the lab fills `${Name}` for the names that it knows; any other name, and what waits for somebody to write ' +
      'over it, as `<YOUR ACCOUNT>`, would reach AWS as it stands.',
    examples: templates({ actions: wait('${FaultDurration}') }, { actions: wait('${FaultDuration}') }),
    source: 'safety',
    *check({ template }) {
      const seen = new Set<string>();
      for (const [path, text] of stringsIn(template, [])) {
        for (const [written, name = ''] of text.matchAll(/\$\{([^{}]+)\}/g)) {
          if (seen.has(written) || filledPlaceholders.some((filled) => filled === name)) continue;
          seen.add(written);
          const likely = likelyChoice(name, filledPlaceholders);
          const advice = likely === undefined ? 'write the value' : `did you mean "\${${likely}}"?`;
          yield { path, message: `nothing fills ${written}; ${advice}` };
        }
      }
      const byHand = [...stringsIn(template, [])].flatMap(([path, text]) =>
        // Within the parameters of a document, {{ }} may mean something to the document.
        [...text.matchAll(path.at(-1) === 'documentParameters' ? angled : angledOrBraced)].map(
          ([written]) => ({
            path,
            written,
          }),
        ),
      );
      const [first] = byHand;
      if (first === undefined) return;
      const more = new Set(byHand.map(({ written }) => written)).size - 1;
      const others = more === 0 ? '' : ` (and ${more} more such placeholder${more === 1 ? '' : 's'})`;
      yield { path: first.path, message: `"${first.written}" is still to be filled in${others}` };
    },
  },
];

function* stringsIn(value: unknown, path: ValuePath): Iterable<readonly [ValuePath, string]> {
  if (typeof value === 'string') yield [path, value];
  for (const [index, item] of asList(value).entries()) yield* stringsIn(item, [...path, index]);
  if (!isMap(value)) return;
  for (const [key, item] of Object.entries(value satisfies Parts)) yield* stringsIn(item, [...path, key]);
}
