import type { Finding } from './finding';
import type { CheckKind, Hypothesis, HypothesisCheck, ProbeName } from './hypothesis';
import type { SourceFile } from './source-file';
import { parseTolerance } from './tolerance';

interface ProbeRule {
  readonly needsRegions: boolean;
  /** The only kind of check that the probe serves; absent: any. */
  readonly kind?: CheckKind;
  /** The largest value that the probe can measure. */
  readonly largest: number;
}

const share = { needsRegions: true, largest: 1 } as const;
const sinceFault = { needsRegions: false, kind: 'recovery', largest: Infinity } as const;

const rules: Readonly<Record<ProbeName, ProbeRule>> = {
  'health-check-status': share,
  'customer-failure-rate': share,
  'answered-by-own-region': share,
  'seconds-to-detect': sinceFault,
  'seconds-to-reroute': sinceFault,
  'function-differences': { needsRegions: false, kind: 'restoration', largest: Infinity },
};

/** What the schema of a hypothesis cannot say. */
export function hypothesisFindings({ checks }: Hypothesis, source: SourceFile): Finding[] {
  return [
    ...repeatedNames(checks, source),
    ...checks.flatMap((check, index) => [...checkFindings(check, index, source)]),
    ...missingChecks(checks, source),
  ];
}

function* repeatedNames(checks: readonly HypothesisCheck[], source: SourceFile): Iterable<Finding> {
  const names = checks.map(({ name }) => name);
  for (const [index, name] of names.entries()) {
    const first = names.indexOf(name);
    if (first === index) continue;
    const message = `${JSON.stringify(name)} is also the name of checks[${first}]; use another`;
    yield source.finding(['checks', index, 'name'], message);
  }
}

function* missingChecks(checks: readonly HypothesisCheck[], source: SourceFile): Iterable<Finding> {
  if (!checks.some(({ kind }) => kind === 'steady-state')) {
    const reason = 'without one, nothing shows that all was well before the fault';
    yield source.finding(['checks'], `has no check of kind "steady-state"; ${reason}`);
  }
  if (!checks.some(({ probe }) => probe === 'function-differences')) {
    const reason = 'without one, nothing shows that the fault was removed';
    yield source.finding(['checks'], `has no check with probe "function-differences"; ${reason}`);
  }
}

function* checkFindings(check: HypothesisCheck, index: number, source: SourceFile): Iterable<Finding> {
  const rule = rules[check.probe];
  const path = ['checks', index];
  if (rule.kind !== undefined && rule.kind !== check.kind) {
    const message = `"${check.kind}" cannot be measured with "${check.probe}"; use "${rule.kind}"`;
    yield source.finding([...path, 'kind'], message);
  }
  if (rule.needsRegions && check.regions === undefined) {
    const message = `is missing; "${check.probe}" needs "all", "failed" or "other"`;
    yield source.finding([...path, 'regions'], message);
  }
  if (!rule.needsRegions && check.regions !== undefined) {
    yield source.keyFinding([...path, 'regions'], `has no meaning for "${check.probe}"; remove it`);
  }
  const { value } = parseTolerance(check.tolerance);
  if (value < 0 || value > rule.largest) {
    const range = rule.largest === 1 ? 'between 0 and 1' : 'of at least 0';
    const message = `"${check.tolerance}" decides nothing; "${check.probe}" measures a value ${range}`;
    yield source.finding([...path, 'tolerance'], message);
  }
}
