import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type FileKind, type RunContext, alone, findingsIn } from '../../validation/kinds/file-kind';
import { recognize } from '../../validation/kinds/file-kinds';
import { type Finding, InvalidFileError } from '../../validation/findings/finding';
import { asMap } from '../../validation/parts';
import { SourceFile, formatOf } from '../../validation/files/source-file';
import { type Mutant, mutantsOf } from './mutants';

const fixtures = 'test/validation/fixtures';

/** Valid files: the lab's own, and some that use what the lab does not. */
const originals = [
  'documents/chaos-extension.yaml',
  'templates/region-latency.json',
  'hypotheses/region-failure.json',
  'lab.config.json',
  ...readdirSync(fixtures).map((name) => join(fixtures, name)),
].map((file) => SourceFile.read(file));

const run: RunContext = {
  ...alone,
  documents: originals
    .map(({ file, value }) => ({ file, content: asMap(value) }))
    .filter(({ content }) => 'mainSteps' in content),
};

/**
 * The mutants that are not rejected, by what was done and where, with the reason why they are still valid. A rule that comes to find
 * them makes an entry superfluous, and the last test says so.
 */
const survivors: readonly (readonly [operation: string, what: RegExp, reason: string])[] = [
  [
    'a parameter of a document is misspelt',
    /^templates\/region-latency\.json: /,
    'which document a placeholder stands for is known at the synthesis, which checks the filled template',
  ],
  [
    'a parameter of a document is empty',
    /StressWorkers/,
    'a Command document may take an empty value; what those of AWS take is not known here',
  ],
  [
    'a unit or a bound is broken',
    /(pre|post)ExperimentDuration: "(P8D|PT200H)"$/,
    'AWS names no bound for what a report looks at',
  ],
  ['a needed key is dropped', /IteratorDataType: /, 'it can be left out where the iterators tell their type'],
  [
    'a needed key is dropped',
    /experimentReportConfiguration.*bucketName: /,
    'the API does not demand it of a template',
  ],
  ['a choice is misspelt', /type: "AWS::/, 'the types of AWS resources are many, and more are added'],
];

type Outcome = 'rejected at a right line' | 'rejected elsewhere' | 'not rejected';

const kindOf = (source: SourceFile): FileKind => recognize(source.value)!.kind;

function errorsIn(file: string, text: string, kind: FileKind): readonly Finding[] {
  try {
    const findings = findingsIn(new SourceFile(file, text, formatOf(file)), kind, run);
    return findings.filter(({ severity }) => severity === 'error');
  } catch (error) {
    if (error instanceof InvalidFileError) return error.findings;
    throw error;
  }
}

function outcomeOf({ file, text, lines }: Mutant, kind: FileKind): Outcome {
  const errors = errorsIn(file, text, kind);
  if (errors.length === 0) return 'not rejected';
  return errors.some(({ line }) => lines.includes(line)) ? 'rejected at a right line' : 'rejected elsewhere';
}

const shown = ({ operation, file, what }: Mutant): string => `${operation}: ${file}: ${what}`;

const isExplained = ({ operation, file, what }: Mutant): boolean =>
  survivors.some(([known, place]) => known === operation && place.test(`${file}: ${what}`));

describe('of the files that are made from valid ones by one change each', () => {
  const outcomes: { readonly mutant: Mutant; readonly outcome: Outcome }[] = [];

  beforeAll(() => {
    for (const source of originals) {
      const kind = kindOf(source);
      for (const mutant of mutantsOf(source.file, readFileSync(source.file, 'utf8'))) {
        outcomes.push({ mutant, outcome: outcomeOf(mutant, kind) });
      }
    }
  });

  it('there are thousands', () => {
    expect(outcomes.length).toBeGreaterThan(4000);
  });

  it('at least 98 in 100 are rejected at a right line', () => {
    const rejected = outcomes.filter(({ outcome }) => outcome === 'rejected at a right line');
    expect(rejected.length / outcomes.length).toBeGreaterThanOrEqual(0.98);
  });

  it('none is rejected at a wrong line only', () => {
    const elsewhere = outcomes.filter(({ outcome }) => outcome === 'rejected elsewhere');
    expect(elsewhere.map(({ mutant }) => shown(mutant))).toEqual([]);
  });

  it('each that is not rejected is valid for a reason that is listed above', () => {
    const unexplained = outcomes.filter(
      ({ outcome, mutant }) => outcome === 'not rejected' && !isExplained(mutant),
    );
    expect(unexplained.map(({ mutant }) => shown(mutant))).toEqual([]);
  });

  it('each of the reasons above is that of a mutant', () => {
    const alive = outcomes.filter(({ outcome }) => outcome === 'not rejected').map(({ mutant }) => mutant);
    const idle = survivors.filter(
      ([known, place]) =>
        !alive.some(({ operation, file, what }) => known === operation && place.test(`${file}: ${what}`)),
    );
    expect(idle.map(([operation, place]) => `${operation}: ${String(place)}`)).toEqual([]);
  });
});

it.each(originals.map((source) => [source.file, source] as const))(
  'nothing is wrong with %s itself',
  (file, source) => {
    expect(errorsIn(file, source.text, kindOf(source))).toEqual([]);
  },
);
