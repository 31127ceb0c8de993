import schema from '../../schemas/hypothesis.schema.json';
import { type FileKind, checkWith, loadFile } from '../kinds/file-kind';
import type { Hypothesis } from './hypothesis';
import { hypothesisContext, hypothesisRules, hypothesisShape } from './rules';

/** A hypothesis as a kind of file. */
export const hypothesisKind: FileKind = {
  name: 'hypothesis',
  schema,
  marks: ['given', 'windows', 'checks'],
  sureMarks: [],
  shape: hypothesisShape,
  rules: hypothesisRules,
  check: checkWith(hypothesisContext, hypothesisRules),
};

/**
 * Reads and checks a hypothesis.
 * @throws {InvalidFileError} with everything that is wrong with the file
 */
export function loadHypothesis(path: string): Hypothesis {
  return loadFile(path, hypothesisKind) as Hypothesis;
}
