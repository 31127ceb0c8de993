import { recordOf } from '../../../experiment/game-day/resume/resumable';
import type { Journal } from '../../../experiment/journal/journal';
import { journalProblems, lineOf, problemWords } from '../../../experiment/journal/journal-problems';
import { reportContent } from '../../../report/content/report-content';
import { reportMarkdown } from '../../../report/markdown/report-markdown';
import { reportText } from '../../../report/text/report-text';
import { createColors } from 'picocolors';
import { onAws } from '../../report/support/aws-journals';
import { held } from '../../report/support/journals';

type Path = readonly (string | number)[];

/** Of each list so many entries are damaged; the others are like them. */
const ENTRIES = 2;

/** What a disk that was full, or somebody's hand, leaves in place of a value. */
const DAMAGES = [null, 7, 'x', [], {}, undefined];

/** The place of every value within a value. */
function placesIn(value: unknown, path: Path = []): Path[] {
  if (typeof value !== 'object' || value === null) return [path];
  const inside = Array.isArray(value)
    ? value.slice(0, ENTRIES).flatMap((item, index) => placesIn(item, [...path, index]))
    : Object.entries(value).flatMap(([name, item]) => placesIn(item, [...path, name]));
  return [path, ...inside];
}

/** The same value, but for one place. */
function damaged(value: unknown, [first, ...rest]: Path, damage: unknown): unknown {
  if (first === undefined) return damage;
  const copy = (Array.isArray(value) ? [...(value as unknown[])] : { ...(value as object) }) as Record<
    string | number,
    unknown
  >;
  copy[first] = damaged(copy[first], rest, damage);
  // In a file there is no `undefined`.
  if (Array.isArray(copy)) return copy.filter((item) => item !== undefined);
  if (copy[first] === undefined) Reflect.deleteProperty(copy, first);
  return copy;
}

describe('a journal', () => {
  it.each([
    ['of a game day on AWS', onAws()],
    ['of a rehearsal', held()],
    [
      'of an older version',
      held({ id: undefined, clock: undefined, inEffect: undefined, fault: undefined, denied: undefined }),
    ],
  ])('%s has nothing wrong', (_what, journal) => {
    expect(journalProblems(JSON.parse(JSON.stringify(journal)))).toEqual([]);
  });

  // What is read is resumed and drawn without another look: a damage is refused, or does no harm.
  it('that is damaged at any one place is refused, or can be resumed and drawn all the same', () => {
    const whole = JSON.parse(JSON.stringify(onAws())) as Journal;
    let refused = 0;
    for (const path of placesIn(whole)) {
      for (const damage of DAMAGES) {
        const value = damaged(whole, path, damage);
        const problems = journalProblems(value);
        refused += Math.min(1, problems.length);
        if (problems.length > 0) continue;
        const journal = value as Journal;
        expect(() => recordOf(journal, 'id')).not.toThrow();
        expect(() => reportText(reportContent(journal), createColors(false), 100)).not.toThrow();
        expect(() => reportMarkdown(reportContent(journal))).not.toThrow();
      }
    }
    expect(refused).toBeGreaterThan(500);
  });

  it.each<[string, Partial<Record<keyof Journal, unknown>>, string]>([
    [
      'a moment that is none',
      { writtenAt: 'yesterday' },
      'writtenAt: "yesterday" is no moment; write one as 2026-01-01T12:00:00.000Z',
    ],
    [
      'a region that its deployment does not have',
      { experiment: { ...onAws().experiment, region: 'ap-south-1' } },
      'experiment.region: "ap-south-1" is no region of its deployment; that has us-east-1, eu-west-1',
    ],
    [
      'a hypothesis that is none',
      { hypothesis: { ...onAws().hypothesis, checks: [] } },
      'hypothesis.checks: has no entries; at least one is needed',
    ],
    [
      'no region',
      { deployment: { ...onAws().deployment, regions: [] } },
      'deployment.regions: has no entries',
    ],
    ['a status of its own', { status: 'cancelled' }, 'status: "cancelled" is not allowed; '],
  ])('with %s is refused', (_what, change, words) => {
    const [first] = journalProblems({ ...onAws(), ...change });
    expect(problemWords(first!)).toContain(words);
  });
});

describe('a restoration that a journal calls proven', () => {
  const targets = ['lab-hello', 'lab-health'];
  const snapshots = targets.map((functionName) => ({ ...onAws().snapshots[0]!, functionName }));
  const proven = { ...onAws(), snapshots, restored: { proven: true, differences: [] } };

  it('is, where there is a snapshot of each target', () => {
    expect(recordOf(proven, 'id').restored).toEqual(proven.restored);
  });

  it.each([
    ['of none', [], targets],
    ['of one', snapshots.slice(0, 1), ['lab-health']],
  ])('is not, where there are snapshots %s: nothing was compared', (_what, known, unknown) => {
    expect(recordOf({ ...proven, snapshots: known }, 'id').restored).toEqual({
      proven: false,
      differences: unknown.map(
        (name) => expect.stringContaining(`${name}: what it was like before`) as string,
      ),
    });
  });
});

it('the line of what is missing is that of what it is missing from', () => {
  const text = '{\n  "a": [\n    {\n      "b": 1\n    }\n  ]\n}';
  expect([lineOf(text, ['a', 0, 'b']), lineOf(text, ['a', 0, 'c']), lineOf(text, ['d'])]).toEqual([4, 3, 1]);
});
