import type { Journal } from '../../experiment/journal/journal';
import { faultStart, isRunning, wasStarted } from './journal-status';
import { faultName, whyUnhurt } from './fault-labels';
import { strikeSentence } from './in-effect-rows';
import { counted, durationBetween, duration, lowered, moment } from './format';
import { STATUSES } from './labels';

/** What the game day came to, in a sentence without its full stop: the first thing that every report says. */
export function headline(journal: Journal): string {
  const { status, verdict, checks, writtenAt } = journal;
  if (isRunning(journal)) return `Not over, or its runner died: as of ${moment(writtenAt)}`;
  if (!wasStarted(journal)) return `Nothing was started: ${whyNothing(journal)}`;
  const failed = checks.filter(({ held }) => held === false).length;
  const unmeasured = checks.filter(({ held }) => held === null).length;
  const all = counted(checks.length, 'check');
  switch (verdict) {
    case 'held':
      return `The hypothesis held: ${checks.length === 1 ? 'the only check' : `all ${all}`} lay within tolerance`;
    case 'refuted':
      return `The hypothesis is refuted: ${failed} of ${all} did not hold${unmeasured > 0 ? `, and ${unmeasured} could not be measured` : ''}`;
    case 'inconclusive':
      if (status !== 'completed') return `Inconclusive: ${lowered(STATUSES[status].sentence)}`;
      if ((journal.releases ?? []).length > 0)
        return 'Inconclusive: somebody released something in the middle of it';
      if (checks.length === 0) return 'Inconclusive: no check was made';
      return `Inconclusive: ${unmeasured} of ${all} could not be measured`;
  }
}

/** What the fault did, in sentences for somebody who knows nothing of the run; none where there was no fault. */
export function story(journal: Journal): string[] {
  const { times } = journal;
  if (!wasStarted(journal)) return [];
  const started = faultStart(journal);
  if (started === null) return isRunning(journal) ? [] : unseen(journal);
  const lasted = durationBetween(started, times.restoredAt);
  const end =
    lasted === null ? `; its end ${isRunning(journal) ? 'had not been' : 'was not'} seen` : ` for ${lasted}`;
  return [
    `${carriers(journal)} carried ${faultName(journal.fault)}${end}.`,
    ...strikes(journal),
    ...reaction(journal),
  ];
}

function unseen(journal: Journal): string[] {
  const { region } = journal.experiment;
  return (journal.inEffect ?? []).some(({ effect }) => effect === 'struck')
    ? [`Nobody saw the fault go live in ${region}, and yet it struck.`]
    : [`The fault never went live in ${region}.`];
}

function strikes(journal: Journal): string[] {
  const sentence = strikeSentence(journal);
  return sentence === null ? [] : [sentence];
}

/** What carried the fault: the region, or those of its targets that did, where not all of them did. */
function carriers({ times, experiment, status }: Journal): string {
  const carried = Object.keys(times.targetLiveAt ?? {});
  if (times.faultLiveAt !== null || carried.length === 0 || status === 'running') return experiment.region;
  return `Only ${carried.join(' and ')} in ${experiment.region}`;
}

function reaction(journal: Journal): string[] {
  const { secondsToDetect: detect, secondsToReroute: reroute } = journal.times;
  if (isRunning(journal) && reroute === null) {
    return detect === null ? [] : [`Its health check turned unhealthy after ${duration(detect)}.`];
  }
  const detected =
    detect === null
      ? 'Its health check was not seen to turn unhealthy'
      : `Its health check turned unhealthy after ${duration(detect)}`;
  const { requests, failed } = journal.customers[journal.experiment.region] ?? { requests: 0, failed: 0 };
  const isUnhurt = requests > 0 && failed === 0;
  const served = isUnhurt ? 'served by another region' : 'served again';
  const rerouted =
    reroute === null
      ? 'its customers were not seen to be served by another region'
      : `its customers were ${served} after ${duration(reroute)}`;
  const conjunction = (detect === null) === (reroute === null) ? 'and' : 'but';
  return [`${detected}, ${conjunction} ${rerouted}.`, ...(isUnhurt ? [unhurt(journal)] : [])];
}

/** None of the customers' requests failed; where the fault could not make any fail, that is why. */
function unhurt({ deployment, experiment, fault }: Journal): string {
  const hello = deployment.regions.find(({ region }) => region === experiment.region)?.helloFunction;
  const why = fault === undefined || hello === undefined ? null : whyUnhurt(fault, hello);
  return `No request of its customers failed${why === null ? '' : `: ${why}`}.`;
}

function whyNothing({ status, preflight, checks }: Journal): string {
  const refused = preflight.filter(({ passed, forced }) => passed !== true && !forced).length;
  if (refused > 0) return `${counted(refused, 'check')} before the start did not pass`;
  if (status === 'interrupted') return 'the runner was interrupted before the experiment';
  if (checks.some(({ held }) => held === false)) return 'the system was not steady';
  if (checks.some(({ held }) => held === null)) return 'it could not be measured that the system was steady';
  return 'the game day ended before the experiment';
}
