import { synthesize } from './modules/app';
import { refuseSecondLab } from './modules/second-lab';
import { InvalidFileError } from './validation/findings/finding';
import { loadLabConfig } from './validation/lab-config/lab-config';

/** Wrong usage or an invalid file. */
const EXIT_INVALID = 2;

try {
  const file = process.env.LAB_CONFIG ?? 'lab.config.json';
  const outdir = process.env.CDKTF_OUTDIR ?? 'cdktf.out';
  const config = loadLabConfig(file);
  refuseSecondLab(file, config, outdir);
  synthesize(config, outdir);
} catch (error) {
  if (!(error instanceof InvalidFileError)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = EXIT_INVALID;
}
