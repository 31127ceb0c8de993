import { InvalidFileError } from '../validation/findings/finding';
import type { LabConfig } from '../validation/lab-config/lab-config';
import { labStateRules } from '../validation/lab-config/lab-state';
import { SourceFile } from '../validation/files/source-file';
import { regionHostOf, sharedHostOf } from './lab';
import { localStateFile, localStateFolder, localStates } from './local-state';

/**
 * Refuses a lab that is not deployed yet, where one of another name has its hosts: a renamed one, as far as the local states tell.
 * @param file the lab's configuration, for the message
 * @throws {InvalidFileError} that names the other state, and what can be done
 */
export function refuseSecondLab(file: string, config: LabConfig, outdir: string): void {
  if (config.state) return;
  const states = localStates(localStateFolder(outdir));
  // It may be the half of a rename that was not refused, and this synthesis what destroys it.
  if (states.some(({ name }) => name === config.name)) return;
  const hosts = [sharedHostOf(config), ...config.regions.map(({ label }) => regionHostOf(config, label))];
  for (const state of states) {
    const host = hosts.find((each) => state.hosts.includes(each));
    if (host === undefined) continue;
    const message =
      `"${config.name}" would be a second lab at ${host}, where ${state.file} has the lab "${state.name}"; to rename that one, ` +
      `rename its state to ${localStateFile(config.name)}; to replace it, destroy it under its own name first; else use another host`;
    const report = { rule: labStateRules.secondLab, path: ['name'], message };
    throw new InvalidFileError([SourceFile.read(file).finding(report)]);
  }
}
