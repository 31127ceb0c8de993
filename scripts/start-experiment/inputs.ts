import { readFileSync } from 'node:fs';
import { regionNamed, type DeployedRegion, type Deployment } from '../../experiment/deployment/deployment';
import {
  loadExperimentTemplate,
  type ExperimentTemplate,
} from '../../validation/experiment-template/experiment-template';
import type { Hypothesis } from '../../validation/hypothesis/hypothesis';
import { loadHypothesis } from '../../validation/hypothesis/hypothesis-file';
import { toUsageError } from '../command-line/command-line';
import { loadDeployment, type Input } from '../outputs/deployment-file';
import type { Options } from './options';

/** What a game day is made from, as the files say it. */
export interface Inputs {
  readonly deployment: Deployment;
  /** The region that is to fail. */
  readonly region: DeployedRegion;
  readonly hypothesis: Hypothesis;
  readonly template: ExperimentTemplate;
  readonly templateText: string;
}

/**
 * Reads every file that a game day needs.
 * @throws UsageError and InvalidFileError that name the file, what is wrong with it and what would be right
 */
export async function readInputs(options: Options, input?: Input): Promise<Inputs> {
  const deployment = await loadDeployment(options, input);
  return {
    deployment,
    region: toUsageError(() => regionNamed(deployment, options.region ?? deployment.fault.region)),
    hypothesis: loadHypothesis(options.hypothesis),
    template: loadExperimentTemplate(options.template),
    templateText: readFileSync(options.template, 'utf8'),
  };
}
