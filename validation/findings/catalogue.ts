import { fileKinds } from '../kinds/file-kinds';
import { fileRules } from '../files/file-rules';
import type { Rule } from './rule';

/** Rules that belong together: those of one kind of file. */
export interface Chapter {
  /** `SSM Automation document`. */
  readonly title: string;
  /** In the order of their codes. */
  readonly rules: readonly Rule[];
}

/** Every rule there is. */
export const catalogue: readonly Chapter[] = [
  { title: 'Any file', rules: Object.values(fileRules) },
  ...fileKinds.map(({ name, shape, rules }) => ({
    title: name,
    rules: [...Object.values({ ...shape }), ...rules],
  })),
];

/** Every rule there is, without the chapters. */
export const allRules: readonly Rule[] = catalogue.flatMap(({ rules }) => rules);
