import { join } from 'node:path';
import { synthesize } from '../../../modules/app';
import { soakConfig, soakConfiguration, soakHypothesis } from '../../../rehearsal/randomised/settings';
import { readConfiguration, type Configuration } from '../../../terraform/configuration';
import type { Hypothesis } from '../../../validation/hypothesis/hypothesis';
import { loadHypothesis } from '../../../validation/hypothesis/hypothesis-file';
import { loadLabConfig } from '../../../validation/lab-config/lab-config';
import { scratchFolder } from '../../support/temporary-folder';

const PROJECT = join(__dirname, '..', '..', '..');

/** The lab as the soak runs it, freshly synthesised. */
export function soakLab(): { readonly configuration: Configuration; readonly hypothesis: Hypothesis } {
  const config = soakConfig(loadLabConfig(join(PROJECT, 'lab.config.json')));
  return {
    configuration: soakConfiguration(readConfiguration(synthesize(config, scratchFolder()))),
    hypothesis: soakHypothesis(loadHypothesis(join(PROJECT, 'hypotheses', 'region-failure.json'))),
  };
}
