import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Journal } from '../../../experiment/journal/journal';
import { synthesize } from '../../../modules/app';
import { makeMistake } from '../../../rehearsal/mistakes';
import type { Python } from '../../../rehearsal/python/python';
import { rehearse, type RehearsalProps } from '../../../rehearsal/rehearse';
import { toConfiguration } from '../../../terraform/configuration';
import { loadHypothesis } from '../../../validation/hypothesis/hypothesis-file';
import { loadLabConfig } from '../../../validation/lab-config/lab-config';
import { scratchFolder } from '../../support/temporary-folder';

const PROJECT = join(__dirname, '..', '..', '..');

/** A synthesised `cdk.tf.json`, to be edited. */
export interface Terraform {
  readonly resource: Record<string, Record<string, Record<string, unknown>>>;
}

/** What is rehearsed, other than the lab as it stands. */
export interface Rehearsal extends Partial<Pick<RehearsalProps, 'concurrency' | 'checked' | 'stopAfterMs'>> {
  readonly mistake?: string;
  readonly seed?: number;
  readonly edit?: (terraform: Terraform) => void;
  readonly prepare?: RehearsalProps['prepare'];
}

/** Rehearses the lab of `lab.config.json`, from freshly synthesised Terraform. */
export function labRehearsal(python: Python): (rehearsal?: Rehearsal) => Promise<Journal> {
  const folder = scratchFolder();
  const stacks = new Map<string, string>();
  const stackOf = (mistake: string): string => {
    const known = stacks.get(mistake);
    if (known !== undefined) return known;
    const written = loadLabConfig(join(PROJECT, 'lab.config.json'));
    const config = mistake === '' ? written : makeMistake(written, mistake);
    const path = synthesize(config, join(folder, `stack-${stacks.size}`));
    stacks.set(mistake, path);
    return path;
  };
  return async ({ mistake = '', seed = 1, edit = () => undefined, ...settings } = {}) => {
    const path = stackOf(mistake);
    const terraform = JSON.parse(readFileSync(path, 'utf8')) as Terraform & Record<string, unknown>;
    edit(terraform);
    return rehearse({
      configuration: toConfiguration(terraform, dirname(path)),
      hypothesis: loadHypothesis(join(PROJECT, 'hypotheses', 'region-failure.json')),
      seed,
      python,
      report: () => undefined,
      ...settings,
    });
  };
}

/** The result of the first check of that kind whose name holds the text. */
export function checkOf(journal: Journal, name: string): Journal['checks'][number] {
  const check = journal.checks.find((candidate) => candidate.name.includes(name));
  if (check === undefined)
    throw new Error(`no check "${name}": ${journal.checks.map((other) => other.name).join(', ')}`);
  return check;
}
