import { createColors } from 'picocolors';
import {
  mayStart,
  PREFLIGHT_NAMES,
  type PreflightResult,
} from '../../../experiment/journal/preflight-result';
import { PreflightOutput, refusal, resultLines } from '../../../scripts/progress/preflight-output';
import { Screen } from '../screen';

const colors = createColors(false);
const result = (change: Partial<PreflightResult> = {}): PreflightResult => ({
  ...{ name: 'targets', passed: true, measured: 'all well', advice: '', forced: false },
  ...change,
});
const lines = (change: Partial<PreflightResult>) => resultLines(result(change), colors, 100);

it.each([
  [true, '  ✓  targets              all well'],
  [false, '  ✗  targets              all well'],
  [null, '  ?  targets              all well'],
])('shows a check that passed (%p), with what was measured', (passed, line) => {
  expect(lines({ passed })).toEqual([line]);
});

it('shows what to do, and that somebody goes on all the same', () => {
  expect(lines({ passed: false, advice: 'wait', forced: true }).map((line) => line.trim())).toEqual([
    '✗  targets              all well',
    '→ wait',
    '→ forced: the game day goes on without it',
  ]);
  expect(lines({ forced: true })).toHaveLength(1);
});

it('marks a check that passed with something to know, which keeps nobody from starting', () => {
  expect(lines({ advice: 'look' }).map((line) => line.trim())).toEqual([
    '!  targets              all well',
    '→ look',
  ]);
  expect(mayStart([result({ advice: 'look' })])).toBe(true);
});

it('breaks what is long beneath its beginning', () => {
  const shown = lines({ measured: 'word '.repeat(40).trim() });
  expect(shown.length).toBeGreaterThan(2);
  for (const line of shown.slice(1)) expect(line).toMatch(/^ {26}word/);
  for (const line of shown) expect(line.length).toBeLessThanOrEqual(100);
});

it('shows on a terminal which check is being made', () => {
  const screen = new Screen(80);
  const output = new PreflightOutput(screen, colors);
  expect(screen.text).toBe('  ○ credentials …');
  output.report(result({ name: 'credentials' }));
  expect(screen.text).toBe('  ✓  credentials          all well\n  ○ template …');
  for (const name of PREFLIGHT_NAMES.slice(1)) output.report(result({ name }));
  expect(screen.text.split('\n')).toHaveLength(PREFLIGHT_NAMES.length);
});

it('names the checks that keep it from starting, and only those', () => {
  const results = [
    result(),
    result({ name: 'document', passed: false, forced: true }),
    result({ name: 'customers', passed: null }),
  ];
  expect(refusal(results)).toBe(
    'nothing was started: a check did not pass (customers); to go on all the same, --force NAME for each',
  );
  const lease = result({ name: 'lease', passed: false });
  expect(refusal([lease])).toBe(
    'nothing was started: a check did not pass (lease); no game day starts without it',
  );
  expect(refusal([...results, lease])).toMatch(/--force NAME for each \(but not for lease\)$/);
  expect(refusal([...results, result({ name: 'template', passed: false })])).toContain(
    '2 checks did not pass (customers, template)',
  );
});
