import { createServer as createHttpServer } from 'node:http';
import { createServer } from 'node:net';
import { join } from 'node:path';

import { portOf } from '../../../functions/chaos-extension/port';
import { useLayer } from './layer';

/** How the wrapper waits between two tries. */
const COUNTED_SLEEP = 'echo waits >&2';

describe('the wrapper', () => {
  const layer = useLayer();

  /** A folder of programs that the wrapper finds before those of this machine. */
  function programs(sleep: string): Record<string, string> {
    layer.script('sleep', sleep);
    return { PATH: `${layer.opt}:${process.env.PATH ?? ''}` };
  }

  it('points the runtime at the proxy, and hands on its arguments as they are', async () => {
    await layer.attach();
    const { runtime, told } = await layer.wrap();

    expect(told).toEqual([`127.0.0.1:${layer.port}`, 'two words', '*']);
    expect(runtime.stderr).toBe('');
  });

  it('waits for a proxy that is late', async () => {
    const isThere = join(layer.opt, 'is there');
    const runtime = layer.wrap(programs(`until [[ -e "${isThere}" ]]; do /bin/sleep 0.01; done`));
    await layer.attach();
    layer.script('is there', '');

    expect((await runtime).told[0]).toBe(`127.0.0.1:${layer.port}`);
  });

  it('leaves the runtime alone where no proxy comes, after ten tries', async () => {
    const { runtime, told } = await layer.wrap(programs(COUNTED_SLEEP));

    expect(told[0]).toBe(layer.lambda.address);
    expect(runtime.stderr.match(/waits/g)).toHaveLength(10);
    expect(runtime.stderr).toContain(`no proxy answers at 127.0.0.1:${layer.port}, so the function runs`);
  });

  it('leaves the runtime alone where the proxy has died, for nothing of it is left to mistake for it', async () => {
    await (await layer.attach()).kill();
    const { told } = await layer.wrap();

    expect(told[0]).toBe(layer.lambda.address);
  });

  it.each([
    ['something else answers', () => createHttpServer((_request, response) => response.end('not the proxy'))],
    ['something listens and says nothing', () => createServer()],
  ])('leaves the runtime alone where %s at the port', async (_what, create) => {
    await layer.occupyPort(create());
    const { told } = await layer.wrap();

    expect(told[0]).toBe(layer.lambda.address);
  });

  it('does not wait for a proxy where the runtime has no Node.js, and says why', async () => {
    layer.script('sleep', COUNTED_SLEEP);
    const { runtime, told } = await layer.wrap({ PATH: layer.opt });

    expect(told[0]).toBe(layer.lambda.address);
    expect(runtime.stderr).toContain(
      '"problem":"this runtime has no Node.js, so the function runs untouched"',
    );
    expect(runtime.stderr).not.toContain('waits');
  });
});

describe('a port that is none', () => {
  const layer = useLayer();

  it.each(['', '0', '65536', '-1', '9100 ', '09100', 'http', '9100"}'])(
    'is a problem that the extension and the wrapper agree on, and the function runs untouched: "%s"',
    async (text) => {
      const port = { CHAOS_EXTENSION__PORT: text };
      const extension = await layer.attach(port);
      const { runtime, told } = await layer.wrap(port);

      expect(told[0]).toBe(layer.lambda.address);
      const why = `CHAOS_EXTENSION__PORT must be a port from 1 to 65535, not ${JSON.stringify(text)}`;
      expect(await extension.finalLog()).toEqual([
        { event: 'problem', problem: `the proxy cannot listen, so the function runs untouched: ${why}` },
      ]);
      const problems = runtime.stderr.split('\n').filter((line) => line !== '');
      expect(problems.map((line) => JSON.parse(line) as object)).toEqual([
        {
          level: 'warn',
          extension: 'chaos-extension',
          event: 'problem',
          problem: `CHAOS_EXTENSION__PORT must be a port from 1 to 65535, not "${text}", so the function runs untouched`,
        },
      ]);
    },
  );

  it('is not the case where the variable is not set: then it is 9100', async () => {
    const { runtime } = await layer.wrap({ CHAOS_EXTENSION__PORT: undefined });

    expect(portOf({})).toBe(9100);
    expect(runtime.stderr).toContain('no proxy answers at 127.0.0.1:9100');
  });
});
