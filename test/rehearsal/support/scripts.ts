import { Python, type ScriptJob } from '../../../rehearsal/python/python';
import { connectInterpreter } from '../../../rehearsal/python/start-interpreter';
import { VirtualClock } from '../../../rehearsal/time/virtual-clock';
import { START } from './context';

/** For a test that runs no script; loads nothing. */
export const noPython = new Python(0, connectInterpreter);

type Call = ScriptJob['call'];

/** A pool of interpreters for the tests of this file. */
export function pythonPool(interpreters = 1): Python {
  const python = new Python(interpreters, connectInterpreter);
  afterAll(() => python.close());
  return python;
}

/** A script whose handler does that. */
export function scriptThat(...lines: readonly string[]): string {
  const imports =
    'import boto3\nimport datetime\nimport time\nfrom botocore.exceptions import ClientError\n\n';
  return `${imports}def handler(events, context):\n${lines.map((line) => `    ${line}\n`).join('')}`;
}

/** Runs scripts in one virtual world. */
export function scriptWorld(python: Python, answer: Call = () => Promise.resolve({ value: {} })) {
  const clock = new VirtualClock(START);
  const stop = new AbortController();
  const kill = new AbortController();
  const calls: { readonly at: number; readonly operation: string; readonly parameters: unknown }[] = [];
  const call: Call = async (request) => {
    await clock.sleep(100);
    calls.push({
      at: clock.now() - START,
      operation: `${request.service}:${request.operation}`,
      parameters: request.parameters,
    });
    return answer(request);
  };
  const begin = (script: string, payload: unknown = {}) =>
    python.run({
      script,
      handler: 'handler',
      payload,
      region: 'us-east-1',
      clock,
      call,
      signal: stop.signal,
      killed: kill.signal,
    });
  const run = (script: string, payload: unknown = {}) => clock.run(begin(script, payload));
  return { clock, stop, kill, calls, begin, run };
}
