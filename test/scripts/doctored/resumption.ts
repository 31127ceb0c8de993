import type { Journal } from '../../../experiment/journal/journal';
import { runCommandLine } from '../../../scripts/command-line/command-line';
import { startExperimentCommand } from '../../../scripts/start-experiment';
import type { FakeAws } from '../../experiment/support/fake-aws';
import { us } from '../../experiment/support/lab';
import { ManualClock } from '../../experiment/support/manual-clock';
import { templateOf } from '../../experiment/support/template-of';
import { held } from '../../report/support/journals';
import { temporaryFolder } from '../../support/temporary-folder';

export const GAME_DAY = '3f1f0a1e-4d3c-4b7e-9d21-1c2f0f4f5a6b';
export const NOW = Date.parse('2026-11-20T12:30:00Z');

/** The journal of a game day in us-east-1 whose runner died. */
export function journal(): Journal {
  const whole = held({ world: 'aws', id: GAME_DAY, status: 'running' });
  const [snapshot] = whole.snapshots;
  return {
    ...whole,
    restored: { proven: false, differences: [] },
    experiment: { ...whole.experiment, templateId: us.experimentTemplateId, status: 'running' },
    snapshots: [us.helloFunction, us.healthFunction].map((functionName) => ({ ...snapshot!, functionName })),
  };
}

/** Its experiment, as GetExperiment tells it. */
export const FOUND = {
  ...templateOf(us),
  experimentTemplateId: 'EXTus',
  tags: { GameDay: GAME_DAY },
  state: { status: 'running' },
};

type Answer = ((question: string) => Promise<boolean>) | null;

/** The command that resumes a game day by its journal, which each run writes into a folder of its own. */
export function resumptions() {
  const folder = temporaryFolder();
  let written = 0;
  function run(value: Journal, aws: FakeAws, ...args: string[]) {
    return runAsking(null, value, aws, ...args);
  }

  function runAsking(ask: Answer, value: Journal, aws: FakeAws, ...args: string[]) {
    return runBy(new ManualClock(NOW), ask, value, aws, ...args);
  }

  function runBy(clock: ManualClock, ask: Answer, value: Journal, aws: FakeAws, ...args: string[]) {
    written += 1;
    const file = folder.write(`report-${written}/journal.json`, value);
    const command = startExperimentCommand({
      ...{ clients: aws.clients, clock, random: () => 0.5, ask },
      process: { on: () => undefined, off: () => undefined, exit: () => undefined, ppid: 1, env: {} },
    });
    return clock.run(
      runCommandLine(command, [
        'node',
        'start-experiment',
        '--resume',
        file,
        '--reports',
        folder.path('none'),
        ...args,
      ]),
    );
  }
  return { run, runAsking, runBy };
}
