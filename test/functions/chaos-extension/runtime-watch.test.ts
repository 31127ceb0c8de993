import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { RuntimeWatch } from '../../../functions/chaos-extension/runtime-watch';
import { useLayer } from './layer';

const SILENCE = 'no runtime has asked for an invocation in the 10 s since the proxy listens';

function begin() {
  const log = jest.fn();
  const timers: { readonly milliseconds: number; act: (() => void) | null }[] = [];
  const watch = new RuntimeWatch({
    log,
    after: (milliseconds, act) => {
      const timer: (typeof timers)[number] = { milliseconds, act };
      timers.push(timer);
      return () => {
        timer.act = null;
      };
    },
  });
  watch.begin();
  const pass = (milliseconds: number): void => {
    for (const timer of timers) if (timer.milliseconds <= milliseconds) timer.act?.();
  };
  return { log, watch, pass };
}

describe('the watch for a runtime', () => {
  const problem = ['problem', { problem: expect.stringContaining(SILENCE) as string }];
  const attached = ['attached', { forwardsTo: '127.0.0.1:9001' }];

  it('says so where none has asked in the time that Lambda gives the Init phase', () => {
    const { log, pass } = begin();
    pass(9_999);
    expect(log).not.toHaveBeenCalled();
    pass(10_000);
    expect(log.mock.calls).toEqual([problem]);
  });

  it('says once that one has come, and nothing after that', () => {
    const { log, watch, pass } = begin();
    watch.seen('127.0.0.1:9001');
    watch.seen('127.0.0.1:9001');
    pass(10_000);
    expect(log.mock.calls).toEqual([attached]);
  });

  it('takes it back where one comes late', () => {
    const { log, watch, pass } = begin();
    pass(10_000);
    watch.seen('127.0.0.1:9001');
    expect(log.mock.calls).toEqual([problem, attached]);
  });
});

describe('an extension that no runtime asks', () => {
  const layer = useLayer();

  it('says so in its log, and stays', async () => {
    // Its 10 s pass at once.
    const hurry = join(layer.opt, 'hurry.cjs');
    writeFileSync(
      hurry,
      'const set = setTimeout; globalThis.setTimeout = (act, ms) => set(act, ms >= 10_000 ? 0 : ms);',
    );
    const bundle = join(layer.opt, 'chaos-extension', 'index.js');
    layer.script('hurried', `exec "${process.execPath}" --require "${hurry}" "${bundle}"`);
    const extension = layer.run('hurried', []);
    await extension.prints(SILENCE);

    expect(extension.running).toBe(true);
  });
});
