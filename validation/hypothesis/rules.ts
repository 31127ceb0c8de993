import type { RunContext } from '../kinds/file-kind';
import type { ValuePath } from '../findings/finding';
import { isCheckKind } from './check-kinds';
import { probeNamed } from './probes';
import { asList, asMap, asText } from '../parts';
import { readTolerance } from './tolerance';
import { type CheckRule, type Examples, json } from '../findings/rule';
import { shapeOf } from '../json-schema/shape';

/** What the rules of a hypothesis look at. */
export interface HypothesisContext {
  readonly checks: readonly PlacedCheck[];
}

interface PlacedCheck {
  readonly path: ValuePath;
  readonly name: string | undefined;
  readonly kind: string | undefined;
  readonly probe: string | undefined;
  readonly regions: unknown;
  readonly tolerance: string | undefined;
}

const right = `{
  "title": "Customers elsewhere notice nothing",
  "given": "a lab",
  "windows": { "baselineMinutes": 3, "recoveryMinutes": 5 },
  "checks": [
    { "name": "all healthy", "kind": "steady-state", "probe": "health-check-status", "regions": "all", "tolerance": ">= 1" },
    { "name": "noticed", "kind": "recovery", "probe": "seconds-to-detect", "tolerance": "<= 120" },
    { "name": "restored", "kind": "restoration", "probe": "function-differences", "tolerance": "== 0" }
  ]
}
`;

/** Reads the value of a hypothesis, well-formed or not. */
export function hypothesisContext(value: unknown, _run: RunContext): HypothesisContext {
  const checks = asList(asMap(value).checks).map((check, index): PlacedCheck => {
    const { name, kind, probe, regions, tolerance } = asMap(check);
    return {
      path: ['checks', index],
      name: asText(name),
      kind: asText(kind),
      probe: asText(probe),
      regions,
      tolerance: asText(tolerance),
    };
  });
  return { checks };
}

const wrong = (from: string, to: string): Examples => json(right.replace(from, to), right);

/** What the schema of a hypothesis stands for. */
export const hypothesisShape = shapeOf('HYP', {
  source: 'readme',
  examples: {
    unknownKey: wrong('"given": "a lab"', '"given": "a lab", "when": "Lambda fails"'),
    missingKey: wrong('  "given": "a lab",\n', ''),
    wrongType: wrong('"<= 120"', '120'),
    notAChoice: wrong('"steady-state"', '"steady"'),
    wrongForm: wrong('"<= 120"', '"=< 120"'),
    outOfBounds: wrong('"baselineMinutes": 3', '"baselineMinutes": 0'),
  },
});

/** What no schema can say about a hypothesis, in the order of the codes. */
export const hypothesisRules: readonly CheckRule<HypothesisContext>[] = [
  {
    code: 'HYP101',
    severity: 'error',
    title: 'the name of a check is used twice',
    explanation:
      'The journal and the report show the checks by their names; two of one name could not be told apart.',
    examples: wrong('"noticed"', '"restored"'),
    source: 'readme',
    *check({ checks }) {
      const names = checks.map(({ name }) => name);
      for (const [index, { name, path }] of checks.entries()) {
        const first = names.indexOf(name);
        if (name === undefined || first === index) continue;
        const message = `${JSON.stringify(name)} is also the name of checks[${first}]; use another`;
        yield { path: [...path, 'name'], message };
      }
    },
  },
  {
    code: 'HYP102',
    severity: 'error',
    title: 'no check of the steady state',
    explanation:
      'What was broken before the fault is broken after it. Without a check of the kind steady-state, the experiment would start on ' +
      'a sick system and prove nothing.',
    examples: wrong('"steady-state"', '"sustained"'),
    source: 'readme',
    *check({ checks }) {
      // A kind that is misspelt may be the one that is looked for.
      if (checks.some(({ kind }) => !isCheckKind(kind) || kind === 'steady-state')) return;
      const reason = 'without one, nothing shows that all was well before the fault';
      yield { path: ['checks'], message: `has no check of kind "steady-state"; ${reason}` };
    },
  },
  {
    code: 'HYP103',
    severity: 'error',
    title: 'no check that the fault was removed',
    explanation:
      'Only the probe function-differences looks at the functions themselves. Without it, a fault that was left behind would not be ' +
      'noticed.',
    examples: wrong(
      '"function-differences", "tolerance": "== 0"',
      '"health-check-status", "regions": "all", "tolerance": ">= 1"',
    ),
    source: 'safety',
    *check({ checks }) {
      if (checks.some(({ probe }) => probeNamed(probe) === undefined || probe === 'function-differences'))
        return;
      const reason = 'without one, nothing shows that the fault was removed';
      yield { path: ['checks'], message: `has no check with probe "function-differences"; ${reason}` };
    },
  },
  {
    code: 'HYP104',
    severity: 'error',
    title: 'a probe in a window of time that it cannot measure',
    explanation:
      'What is counted from the fault on, in seconds, belongs to the recovery; differences between the functions are looked for when all is ' +
      'restored, at the restoration.',
    examples: wrong('"recovery"', '"sustained"'),
    source: 'readme',
    *check({ checks }) {
      for (const { path, kind, probe } of checks) {
        const needed = probeNamed(probe)?.kind ?? null;
        if (needed === null || !isCheckKind(kind) || kind === needed) continue;
        const message = `"${kind}" cannot be measured with "${probe ?? ''}"; use "${needed}"`;
        yield { path: [...path, 'kind'], message };
      }
    },
  },
  {
    code: 'HYP105',
    severity: 'error',
    title: 'a probe that needs regions has none',
    explanation:
      'Health checks and customers are those of regions: of all, of the one that is made to fail, or of the others.',
    examples: wrong('"regions": "all", ', ''),
    source: 'readme',
    *check({ checks }) {
      for (const { path, probe, regions } of checks) {
        if (regions !== undefined || (probeNamed(probe)?.regions ?? 'none') === 'none') continue;
        const message = `is missing; "${probe ?? ''}" needs "all", "failed" or "other"`;
        yield { path: [...path, 'regions'], message };
      }
    },
  },
  {
    code: 'HYP106',
    severity: 'error',
    title: 'regions for a probe that has no use for them',
    explanation:
      'The probe looks at the region that is made to fail, and at nothing else. A hypothesis that names regions says something that is not ' +
      'measured.',
    examples: wrong('"seconds-to-detect", ', '"seconds-to-detect", "regions": "failed", '),
    source: 'readme',
    *check({ checks }) {
      for (const { path, probe, regions } of checks) {
        if (regions === undefined || probeNamed(probe)?.regions !== 'none') continue;
        const message = `has no meaning for "${probe ?? ''}"; remove it`;
        yield { path: [...path, 'regions'], on: 'key', message };
      }
    },
  },
  {
    code: 'HYP107',
    severity: 'error',
    title: 'a tolerance that no measurement can decide',
    explanation:
      'Shares lie between 0 and 1, so 5 % is written 0.05; seconds and counts are at least 0. A bound beyond that always holds, or ' +
      'never.',
    examples: wrong('">= 1"', '">= 100"'),
    source: 'readme',
    *check({ checks }) {
      for (const { path, probe, tolerance = '' } of checks) {
        const largest = probeNamed(probe)?.largest;
        const value = readTolerance(tolerance)?.value;
        if (largest === undefined || value === undefined || (value >= 0 && value <= largest)) continue;
        const range = largest === 1 ? 'between 0 and 1' : 'of at least 0';
        const message = `"${tolerance}" decides nothing; "${probe ?? ''}" measures a value ${range}`;
        yield { path: [...path, 'tolerance'], message };
      }
    },
  },
];
