import { synthesize } from './modules/app';
import { InvalidFileError } from './schemas/finding';
import { loadLabConfig } from './schemas/lab-config';

/** Wrong usage or an invalid file. */
const EXIT_INVALID = 2;

try {
  synthesize(
    loadLabConfig(process.env.LAB_CONFIG ?? 'lab.config.json'),
    process.env.CDKTF_OUTDIR ?? 'cdktf.out',
  );
} catch (error) {
  if (!(error instanceof InvalidFileError)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = EXIT_INVALID;
}
