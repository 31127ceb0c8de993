import { shown } from '../../validation/printable';
import type { Problem } from '../../validation/findings/rule';
import { regionNamed, targetsOf } from '../deployment/deployment';
import type { Journal } from '../journal/journal';
import { foreignNames } from './foreign-names';

/**
 * What in a journal is not of one lab and one game day, so that nothing may be done by it. Its form has been checked before; the names of
 * older journals, of which only reports are drawn, are nobody's concern.
 * @param now in milliseconds since 1970: what lies ahead has not happened, and would be waited for; null where that is not known yet
 */
export function foreignInJournal(journal: Journal, now: number | null): Problem[] {
  const { deployment, experiment, snapshots } = journal;
  const failed = regionNamed(deployment, experiment.region);
  const targets = targetsOf(failed);
  const names = foreignNames(deployment).map(({ path, message }) => ({
    path: ['deployment', ...path],
    message,
  }));
  const template = wrong(
    ['experiment', 'templateId'],
    experiment.templateId,
    experiment.templateId === failed.experimentTemplateId,
    `is not the template of ${failed.region} in its deployment; that is ${failed.experimentTemplateId}`,
  );
  const functions = snapshots.flatMap(({ functionName }, index) =>
    wrong(
      ['snapshots', index, 'functionName'],
      functionName,
      targets.includes(functionName),
      `is no function that the experiment changes; those are ${targets.join(' and ')}`,
    ),
  );
  return [...names, ...template, ...functions, ...(now === null ? [] : aheadOf(journal, now))];
}

/** The clocks of two machines may differ by so much. */
const CLOCK_SKEW_MS = 300_000;

function aheadOf({ writtenAt, times }: Journal, now: number): Problem[] {
  const moments = [
    [['writtenAt'], writtenAt] as const,
    ...Object.entries(times).flatMap(([name, at]: [string, unknown]) =>
      typeof at === 'string' ? [[['times', name], at] as const] : [],
    ),
  ];
  return moments.flatMap(([path, at]) =>
    wrong(
      path,
      at,
      Date.parse(at) <= now + CLOCK_SKEW_MS,
      `lies ahead; it is ${new Date(now).toISOString()}`,
    ),
  );
}

function wrong(path: Problem['path'], value: string, isRight: boolean, why: string): Problem[] {
  return isRight ? [] : [{ path, message: `${shown(value)} ${why}` }];
}
