import { join } from 'node:path';
import type { EmulatedAws } from './emulated-aws';
import { runOrThrow } from './run';

const SCRIPT = join(__dirname, 'what-is-there.py');

/** The names of all that the account holds of what the lab makes, by kind; kinds of which there are none are left out. */
export async function whatIsThere(
  { env }: EmulatedAws,
  regions: readonly string[],
): Promise<Readonly<Record<string, readonly string[]>>> {
  const environment = { ...env, AWS_DEFAULT_REGION: 'us-east-1' };
  return JSON.parse(await runOrThrow('python3', [SCRIPT, ...regions], { env: environment })) as Record<
    string,
    string[]
  >;
}
