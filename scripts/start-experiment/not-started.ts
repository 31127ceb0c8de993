import type { PreflightResult } from '../../experiment/journal/preflight-result';
import type { RunPrice } from '../../experiment/price';
import { colorsFor } from '../command-line/colors';
import { exitCodes } from '../command-line/command-line';
import type { Options } from './options';
import { refusal, resultLines } from '../progress/preflight-output';

/** Why a game day was not started: a check did not pass, it was a dry run, or nobody wanted it. */
export type Reason = 'preflight' | 'dry-run' | 'declined';

/** What is known of a game day that was not started. */
export interface NotStarted {
  readonly reason: Reason;
  readonly preflight: readonly PreflightResult[];
  /** Null where it is not known. */
  readonly price: RunPrice | null;
}

const EXIT_CODES: Readonly<Record<Reason, number>> = {
  preflight: exitCodes.failure,
  'dry-run': exitCodes.success,
  declined: exitCodes.stopped,
};

/** Says that nothing was started, and why; with --json as JSON on standard output. Sets the exit code. */
export function concludeNotStarted({ reason, preflight, price }: NotStarted, options: Options): void {
  if (options.json === true) {
    process.stdout.write(`${JSON.stringify({ started: false, reason, preflight, price }, null, 2)}\n`);
  }
  if (reason === 'preflight') {
    // Whoever wanted to see no progress still has to know what is wrong.
    const unseen = options.quiet === true && options.json !== true ? preflight : [];
    const failed = unseen.filter(({ passed, forced }) => passed !== true && !forced);
    const lines = failed.flatMap((result) => resultLines(result, colorsFor(process.stderr, options), 100));
    process.stderr.write(`${[...lines, refusal(preflight)].join('\n')}\n`);
  } else if (reason === 'declined') {
    process.stderr.write('nothing was started\n');
  } else if (options.json !== true) {
    process.stdout.write('It could start. Nothing was started: this was a dry run.\n');
  }
  process.exitCode = EXIT_CODES[reason];
}
