import type { MutatedFile } from '../mutant';

/** Following an experiment to its end. */
export const following: readonly MutatedFile[] = [
  {
    file: 'experiment/game-day/follow.ts',
    tests: ['test/experiment/game-day/follow.test.ts'],
    mutants: [
      {
        breaks: 'calls the fault live when one target serves it',
        find: "seen.fault === 'started' && faulty.length === targetsOf(region).length",
        replace: "seen.fault === 'started'",
      },
      {
        breaks: 'calls the fault gone while a target still serves it',
        find: 'if (faulty.length === 0) {',
        replace: 'if (faulty.length < targetsOf(region).length) {',
      },
      {
        breaks: 'lets the fault begin with the last target, though customers of the first have failed before',
        find: 'seen.moments.faultStartedAt ??= now;',
        replace: 'seen.moments.faultStartedAt ??= faulty.length < 2 ? null : now;',
      },
      {
        breaks: 'does not see a fault that has come back',
        find: "if (seen.fault === 'awaited' || seen.fault === 'gone') {",
        replace: "if (seen.fault === 'awaited' || (seen.fault === 'gone' && now < 0)) {",
      },
      {
        breaks: 'takes a health check that failed before the fault for its detection',
        find: "if (seen.fault !== 'awaited') await lookAtHealth",
        replace: 'await lookAtHealth',
      },
      {
        breaks: 'moves the moment of detection on as long as the region is unhealthy',
        find: 'if (healthy || moments.detectedAt !== null) return;',
        replace: 'if (healthy) return;',
      },
      {
        breaks: 'does not look at the functions once more when the experiment has ended',
        find: 'await lookAtFault(props, seen);',
        replace: 'if (!ended) await lookAtFault(props, seen);',
      },
      {
        breaks: 'does not hear Ctrl-C',
        find: 'clock.sleep(POLL_MS, signal)',
        replace: 'clock.sleep(POLL_MS)',
      },
      {
        breaks: 'follows an experiment that hangs for twice the time that it may take',
        find: 'startedAt + longest',
        replace: 'startedAt + 2 * longest',
      },
    ],
  },
  {
    file: 'experiment/game-day/overdue.ts',
    tests: ['test/experiment/game-day/overdue.test.ts'],
    mutants: [
      {
        breaks: 'takes actions that follow each other as side by side, and gives a running experiment up',
        find: '...(action.startAfter ?? []).map(endOf)',
        replace: '',
      },
      {
        breaks: 'gives an experiment that is a minute late up',
        find: 'const GRACE_MS = 60 * MINUTE_MS;',
        replace: 'const GRACE_MS = MINUTE_MS;',
      },
    ],
  },
  {
    file: 'experiment/aws/fis-experiment.ts',
    tests: ['test/experiment/aws/fis-experiment.test.ts'],
    mutants: [
      {
        breaks: 'starts an experiment without a token, so that a repeated request starts a second one',
        find: 'clientToken: props.clientToken,',
        replace: '',
      },
      {
        breaks: 'starts an experiment without its tag, by which it would be found again',
        find: 'tags: { [GAME_DAY_TAG]: props.clientToken },',
        replace: '',
      },
      {
        breaks: 'waits for ever for an experiment that was cancelled',
        find: "['completed', 'stopped', 'failed', 'cancelled']",
        replace: "['completed', 'stopped', 'failed']",
      },
      {
        breaks: 'takes an experiment that is being stopped as ended',
        find: "['completed', 'stopped', 'failed', 'cancelled']",
        replace: "['completed', 'stopped', 'failed', 'cancelled', 'stopping']",
      },
      {
        breaks: 'does not wait until the experiment that it stopped has ended',
        find: 'if (clock.now() >= latest) {',
        replace: 'if (clock.now() < latest) {',
      },
      {
        breaks: 'waits for an experiment that it stopped for ten seconds only',
        find: 'const LONGEST_STOPPING_MS = 180_000;',
        replace: 'const LONGEST_STOPPING_MS = 10_000;',
      },
    ],
  },
  {
    file: 'experiment/aws/find-experiment.ts',
    tests: ['test/experiment/aws/find-experiment.test.ts'],
    mutants: [
      {
        breaks: 'looks for the experiment on the first page only',
        find: 'nextToken = page.nextToken;',
        replace: 'nextToken = undefined;',
      },
      {
        breaks: 'finds experiments of other templates, and would stop them',
        find: 'experiment.experimentTemplateId === experimentTemplateId;',
        replace: 'experimentTemplateId !== "";',
      },
      {
        breaks: "finds the experiment of somebody else's game day, and would stop it",
        find: 'return tag === gameDay && (',
        replace: 'return (',
      },
      {
        breaks: 'finds the experiment of an earlier game day',
        find: 'createdAt(experiment) >= untaggedSince - CLOCK_SKEW_MS',
        replace: 'createdAt(experiment) <= untaggedSince + CLOCK_SKEW_MS',
      },
      {
        breaks: 'finds the experiment of a later game day',
        find: 'found.sort((a, b) => createdAt(a) - createdAt(b))',
        replace: 'found.sort((a, b) => createdAt(b) - createdAt(a))',
      },
      {
        breaks: 'takes an experiment that runs for one that has ended',
        tests: ['test/experiment/preflight/checks/no-other-experiment.test.ts'],
        find: 'filter(({ state }) => !hasEnded(state?.status))',
        replace: "filter(({ state }) => !hasEnded(state?.status) && state?.status !== 'running')",
      },
    ],
  },
  {
    file: 'experiment/measure/health-observer.ts',
    tests: ['test/experiment/measure/health-observer.test.ts'],
    mutants: [
      {
        breaks: 'counts the same report of a checker at each look',
        find: 'if (checkedAt <= before) return;',
        replace: '',
      },
      {
        breaks: 'adds up failures that are not in a row',
        find: 'passed === healthy ? 0 : streak + 1',
        replace: 'passed === healthy ? streak : streak + 1',
      },
      {
        breaks: 'holds a checker for unhealthy one failure late',
        find: 'against >= this.settings.failureThreshold',
        replace: 'against > this.settings.failureThreshold',
      },
      {
        breaks: 'holds a checker for healthy again after a single success',
        find: 'const changes = against >= this.settings.failureThreshold;',
        replace: 'const changes = passed || against >= this.settings.failureThreshold;',
      },
      {
        breaks: 'holds a region for unhealthy when half of its checkers do',
        find: 'export const HEALTHY_SHARE = 0.18;',
        replace: 'export const HEALTHY_SHARE = 0.5;',
      },
    ],
  },
];
