import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { readDeployment } from '../../../experiment/deployment/deployment';
import { deploymentProblems } from '../../../experiment/deployment/deployment-problems';
import { synthesize } from '../../../modules/app';
import { toConfiguration } from '../../../terraform/configuration';
import { createWorld } from '../../../rehearsal/world';
import { loadLabConfig, type LabConfig } from '../../../validation/lab-config/lab-config';
import { scratchFolder } from '../../support/temporary-folder';
import { noPython } from '../../rehearsal/support/scripts';
import { START } from '../../rehearsal/support/context';

const folder = scratchFolder();
const written = loadLabConfig('lab.config.json');
const [us, eu] = written.regions;
const CODES = ['ap-south-1', 'ap-southeast-2', 'sa-east-1'];

/** Enough regions for a second stop alarm; a name and a zone with hyphens and more labels. */
const LARGE: LabConfig = {
  ...written,
  ...{ name: 'a-lab-2', zone: 'test.my-domain.co.uk', host: 'api-2' },
  regions: [us!, eu!, ...CODES.map((region, index) => ({ ...us!, region, label: `far-${index}` }))],
};

it.each<[string, LabConfig]>([
  ['of lab.config.json', written],
  ['of five regions', LARGE],
])('the outputs of the lab %s are its own, by the names that its stack gives', (_what, config) => {
  const path = synthesize(config, join(folder, config.name));
  const terraform = JSON.parse(readFileSync(path, 'utf8')) as Parameters<typeof toConfiguration>[0];
  const configuration = toConfiguration(terraform, dirname(path));
  const world = createWorld({ configuration, seed: 1, startsAt: START, python: noPython });
  const deployment = readDeployment(world.outputs);
  expect(deployment.regions).toHaveLength(config.regions.length);
  expect(deploymentProblems(deployment)).toEqual([]);
});
