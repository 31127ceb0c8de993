import { askingAws } from './areas/asking-aws';
import { document } from './areas/document';
import { documentRelease } from './areas/document-release';
import { documentTrouble } from './areas/document-trouble';
import { extension } from './areas/extension';
import { extensionShell } from './areas/extension-shell';
import { faultInjection } from './areas/fault-injection';
import { following } from './areas/following';
import { gameDay } from './areas/game-day';
import { judging } from './areas/judging';
import { lease } from './areas/lease';
import { ownership } from './areas/ownership';
import { preflight } from './areas/preflight';
import { preflightLab } from './areas/preflight-lab';
import { restore } from './areas/restore';
import { resuming } from './areas/resuming';
import { runningWork } from './areas/running-work';
import { safetyNet } from './areas/safety-net';
import { snapshot } from './areas/snapshot';
import { stopAlarms } from './areas/stop-alarms';
import type { Mutant } from './mutant';

/** Every mutant, area by area. */
export const MUTANTS: readonly Mutant[] = [
  ...restore,
  ...runningWork,
  ...snapshot,
  ...following,
  ...askingAws,
  ...gameDay,
  ...resuming,
  ...judging,
  ...lease,
  ...ownership,
  ...preflight,
  ...preflightLab,
  ...document,
  ...documentTrouble,
  ...documentRelease,
  ...extension,
  ...extensionShell,
  ...safetyNet,
  ...stopAlarms,
  ...faultInjection,
].flatMap(({ file, tests, mutants }) => mutants.map((mutant) => ({ file, tests, ...mutant })));
