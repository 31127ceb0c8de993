import { join } from 'node:path';

import { useLayer } from './layer';
import { begin, call, type Program } from './processes';
import { theirProxy } from './their-proxy';

const NEXT = '/2018-06-01/runtime/invocation/next';

const LATENCY = {
  CHAOS_EXTENSION__LAMBDA__ENABLE_LATENCY: 'true',
  CHAOS_EXTENSION__LAMBDA__LATENCY_VALUE: '0.01',
  CHAOS_EXTENSION__LAMBDA__LATENCY_PROBABILITY: '1',
};

describe('the wrapper that the function had before', () => {
  const layer = useLayer();

  /** Starts a runtime by our wrapper, where the function's own would have been this script. */
  const wrapAround = (script: string, environment: NodeJS.ProcessEnv = {}) =>
    layer.wrap({ CHAOS_EXTENSION__WRAPPED_EXEC_WRAPPER: layer.script('theirs', script), ...environment });

  const ours = () => `127.0.0.1:${layer.port}`;

  it('goes first, and sees what it would see without ours', async () => {
    await layer.attach();
    const { runtime, told } = await wrapAround(
      'echo "theirs at $AWS_LAMBDA_RUNTIME_API with ${*:2}"; exec "$@"',
    );

    expect(runtime.stdout).toContain(`theirs at ${layer.lambda.address} with -e `);
    expect(told).toEqual([ours(), 'two words', '*']);
  });

  it.each([
    ['behind the program', 'exec "$1" --no-warnings "${@:2}"'],
    ['before the last argument', 'args=("$@"); exec "${args[@]:0:$#-1}" "behind it" "${args[@]: -1}"'],
    ['in an array', 'args=("$@"); exec "${args[@]}"'],
    ['in a process of its own', '"$@"; exit $?'],
    ['with another name', 'exec -a node "$@"'],
  ])('may start the program as it likes: %s', async (_how, script) => {
    await layer.attach();
    const { told } = await wrapAround(script);

    expect(told[0]).toBe(ours());
    expect(told.filter((argument) => argument !== 'behind it')).toEqual([ours(), 'two words', '*']);
  });

  it.each([
    ['in the environment', (address: string) => `export AWS_LAMBDA_RUNTIME_API=${address}; exec "$@"`],
    ['for the program only', (address: string) => `exec env AWS_LAMBDA_RUNTIME_API=${address} "$@"`],
  ])('may move the API %s: our proxy then forwards to theirs', async (_how, script) => {
    const theirs = theirProxy(() => layer.lambda.address);
    const address = await layer.serve(theirs.server);
    const extension = await layer.attach(LATENCY);
    const { told } = await wrapAround(script(address));
    await invoke();

    expect(told[0]).toBe(ours());
    expect(theirs.paths).toEqual([NEXT]);
    expect(await eventsOf(extension)).toEqual(['listening', `attached to ${address}`, 'injected']);
  });

  it('sees every answer of the function, which goes by its proxy too', async () => {
    const theirs = theirProxy(() => layer.lambda.address);
    const address = await layer.serve(theirs.server);
    await layer.attach();
    await wrapAround(`export AWS_LAMBDA_RUNTIME_API=${address}; exec "$@"`);
    await invoke();
    const { status } = await call(layer.port, 'POST', '/invocation/request-1/response', {}, '{}');

    expect(status).toBe(202);
    expect(theirs.paths.at(-1)).toBe('/2018-06-01/runtime/invocation/request-1/response');
  });

  it('may move the API elsewhere after a reset, or not at all any more', async () => {
    const proxies = [theirProxy(() => layer.lambda.address), theirProxy(() => layer.lambda.address)];
    const addresses = await Promise.all(proxies.map(({ server }) => layer.serve(server)));
    const extension = await layer.attach();
    for (const address of [...addresses, layer.lambda.address]) {
      await wrapAround(`export AWS_LAMBDA_RUNTIME_API=${address}; exec "$@"`);
      await invoke();
    }

    expect(proxies.map(({ paths }) => paths.length)).toEqual([1, 1]);
    expect(await eventsOf(extension)).toEqual([
      'listening',
      ...[...addresses, layer.lambda.address].map((address) => `attached to ${address}`),
    ]);
  });

  it('may point at our own port: our proxy then forwards to Lambda', async () => {
    const extension = await layer.attach();
    const { told } = await wrapAround(`export AWS_LAMBDA_RUNTIME_API=localhost:${layer.port}; exec "$@"`);
    await invoke();

    expect(told[0]).toBe(ours());
    expect(await eventsOf(extension)).toEqual(['listening', `attached to ${layer.lambda.address}`]);
  });

  it('may have a proxy that forwards to ours: what goes in a circle goes to Lambda, and meets the fault once', async () => {
    const theirs = theirProxy(ours);
    const address = await layer.serve(theirs.server);
    const extension = await layer.attach(LATENCY);
    await wrapAround(`export AWS_LAMBDA_RUNTIME_API=${address}; exec "$@"`);
    await invoke();
    const { status } = await call(layer.port, 'POST', '/invocation/request-1/response', {}, '{}');

    expect(status).toBe(202);
    expect(theirs.paths).toHaveLength(2);
    expect(await eventsOf(extension)).toEqual(['listening', `attached to ${address}`, 'injected']);
  });

  it.each([
    '10.0.0.1:9000',
    'example.com:80',
    'http://localhost:5033',
    'localhost',
    'localhost:0',
    '127.0.0.1:65536',
    '',
    '127.0.0.1:9000\r\nX: y',
  ])('may move the API to "%s", where nothing is forwarded to: the function runs untouched', async (to) => {
    const extension = await layer.attach();
    const { runtime, told } = await wrapAround('export AWS_LAMBDA_RUNTIME_API="$THERE"; exec "$@"', {
      THERE: to,
    });

    expect(told).toEqual([to, 'two words', '*']);
    expect(runtime.stderr).toContain('forwards to Lambda or within this environment only');
    await call(layer.port, 'POST', '/init/error');
    await layer.lambda.request('POST', '/2018-06-01/runtime/init/error');
    expect(await eventsOf(extension)).toEqual(['listening']);
  });

  it.each([
    ['does not start the program that it is given', `exec "${process.execPath}" "\${@:2}"`],
    [
      'hands on no environment',
      `exec env -i "AWS_LAMBDA_RUNTIME_API=$AWS_LAMBDA_RUNTIME_API" "PATH=$PATH" "$@"`,
    ],
  ])('that %s leaves the function untouched, and running', async (_what, script) => {
    const extension = await layer.attach();
    const { told } = await wrapAround(script);

    expect(told).toEqual([layer.lambda.address, 'two words', '*']);
    expect(await eventsOf(extension)).toEqual(['listening']);
  });

  it.each([
    ['what it was given', 'exec "$OURS" "$@"'],
    ['the program by its name', `exec "$OURS" "${process.execPath}" "\${@:2}"`],
  ])('may start ours again, with %s: it does not go in a circle', async (_what, script) => {
    await layer.attach();
    const { runtime, told } = await wrapAround(`echo theirs; ${script}`, {
      OURS: join(layer.opt, 'bootstrap'),
    });

    expect(runtime.stdout.match(/theirs/g)).toHaveLength(1);
    expect(told).toEqual([ours(), 'two words', '*']);
  });

  it.each([
    ['ours itself', 'bootstrap'],
    ['none', ''],
  ])('may be %s: then it is not started', async (_what, wrapped) => {
    await layer.attach();
    const { told } = await layer.wrap({
      CHAOS_EXTENSION__WRAPPED_EXEC_WRAPPER: wrapped && join(layer.opt, wrapped),
    });

    expect(told[0]).toBe(ours());
  });

  it.each([
    ['no Node.js', () => ({ PATH: layer.opt })],
    ['no port', () => ({ CHAOS_EXTENSION__PORT: '0' })],
  ])('gets the runtime itself where there is %s for our proxy', async (_what, environment) => {
    const { runtime, told } = await wrapAround('echo "theirs with $1"; exec "$@"', environment());

    expect(runtime.stdout).toContain(`theirs with ${process.execPath}\n`);
    expect(told).toEqual([layer.lambda.address, 'two words', '*']);
    expect(runtime.stderr).toContain('so the function runs untouched');
  });

  /** One invocation, as a runtime asks for it that was pointed at our proxy. */
  async function invoke(): Promise<void> {
    layer.lambda.received.length = 0;
    const { request, answer } = begin(layer.port, 'GET', '/invocation/next');
    request.end();
    await layer.lambda.request('GET', NEXT);
    layer.lambda.invoke('request-1', '{}');
    expect((await answer).body).toBe('{}');
  }
});

/** What the extension has told, in short. */
async function eventsOf(extension: Program): Promise<string[]> {
  return (await extension.finalLog()).map(({ event, forwardsTo }) =>
    typeof forwardsTo === 'string' ? `${String(event)} to ${forwardsTo}` : String(event),
  );
}
