import { NotModelled } from '../../../rehearsal/not-modelled';
import { loadHandler } from '../../../rehearsal/sandbox/sandbox';
import { VirtualClock } from '../../../rehearsal/time/virtual-clock';
import { START } from '../support/context';

const modules: Readonly<Record<string, unknown>> = { greeting: { text: 'hello' } };

function load(code: string): {
  readonly handler: ReturnType<typeof loadHandler>;
  readonly clock: VirtualClock;
} {
  const clock = new VirtualClock(START);
  let draws = 0;
  const handler = loadHandler(code, {
    clock,
    random: () => (draws += 1) / 100,
    environment: { COLOUR: 'red' },
    moduleNamed: (name) => modules[name],
  });
  return { handler, clock };
}

function evaluate(expression: string): Promise<unknown> {
  return load(`exports.handler = () => (${expression});`).handler({}, {});
}

describe('a sandbox', () => {
  it('loads the handler of a bundle, which gets event and context', async () => {
    const { handler } = load('module.exports = { handler: (event, context) => [event, context] };');
    await expect(handler('event', 'context')).resolves.toEqual(['event', 'context']);
  });

  it('keeps what a bundle remembers, and shares it with no other load', async () => {
    const code = 'let calls = 0; exports.handler = () => (calls += 1);';
    const { handler } = load(code);
    await handler({}, {});
    await expect(handler({}, {})).resolves.toBe(2);
    await expect(load(code).handler({}, {})).resolves.toBe(1);
  });

  it.each([
    ['Date.now()', START],
    ['new Date().toISOString()', '2026-01-01T12:00:00.000Z'],
    ['new Date(2026, 4, 3, 2, 1).getMonth()', 4],
    ['new Date("2026-02-01T00:00:00Z").getTime()', Date.UTC(2026, 1, 1)],
    ['new Date(new Date(5)).getTime()', 5],
    ['Date.UTC(2026, 0)', Date.UTC(2026, 0)],
    ['new Date() instanceof Date', true],
    ['[Math.random(), Math.random()]', [0.01, 0.02]],
    ['Math.max(1, 2)', 2],
    ['process.env.COLOUR', 'red'],
    ['process.env.PATH', undefined],
    ['require("greeting").text', 'hello'],
    ['console.log("nothing is printed")', undefined],
  ])('gives %s its virtual value', async (expression, expected) => {
    expect(await evaluate(expression)).toEqual(expected);
  });

  it.each([
    'fetch',
    'performance',
    'setImmediate',
    'WebSocket',
    'crypto',
    'globalThis',
    'global',
    'AbortSignal',
  ])('has no %s, which would lead out of the rehearsal', async (name) => {
    expect(await evaluate(`typeof ${name}`)).toBe('undefined');
  });

  it('refuses a module that the World does not have, by name', () => {
    const refused = (): unknown => load('require("node:fs");');
    expect(refused).toThrow(new NotModelled('the module node:fs'));
  });

  it('runs timers in virtual time', async () => {
    const code = `exports.handler = () => new Promise((resolve) => {
      const seen = [];
      const taken = setTimeout(() => seen.push('never'), 10);
      clearTimeout(taken);
      clearTimeout(undefined);
      setTimeout((word) => seen.push(word + Date.now()), 20, 'at ');
      const every = setInterval(() => {
        seen.push(Date.now());
        if (seen.length === 4) { clearInterval(every); setTimeout(() => resolve(seen), 1000); }
      }, 15);
    });`;
    const { handler, clock } = load(code);
    const seen = await clock.run(handler({}, {}));
    expect(seen).toEqual([START + 15, `at ${START + 20}`, START + 30, START + 45]);
    expect(clock.now()).toBe(START + 1_045);
  });
});
