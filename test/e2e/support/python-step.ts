import { join } from 'node:path';
import type { StepEnd } from '../../../rehearsal/services/ssm/automation-execution';
import type { ExecuteScriptInputs } from '../../../validation/automation-document/automation-document';
import { run } from './run';
import { isolated } from './context';

const HOST = join(__dirname, 'python-step.py');

/** What a script runs in. */
export interface PythonSurroundings {
  /** Where boto3 sends its requests. */
  readonly endpoint: string;
  readonly region: string;
  /** What time it is when it begins, in milliseconds since 1970. */
  readonly now: number;
  /** How many times shorter `time.sleep` is. */
  readonly factor: number;
  /** Kills it. */
  readonly signal: AbortSignal;
}

/** Runs the Python of a step in a process of its own, with the real boto3, against an emulated AWS. */
export async function runPythonStep(
  { Script: script, Handler: handler, InputPayload: payload }: ExecuteScriptInputs,
  { endpoint, region, now, factor, signal }: PythonSurroundings,
): Promise<StepEnd> {
  const { status, stdout, stderr } = await run('python3', [HOST], {
    env: isolated({ AWS_ENDPOINT_URL: endpoint, AWS_DEFAULT_REGION: region }),
    input: JSON.stringify({ script, handler, payload: payload ?? {}, region, now, factor }),
    signal,
  });
  if (status !== 0) return { kind: 'failed', message: stderr.trim() };
  // What a handler returns must be JSON.
  JSON.parse(stdout);
  return { kind: 'succeeded' };
}
