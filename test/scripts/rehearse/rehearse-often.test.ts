import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, openSync } from 'node:fs';
import { join } from 'node:path';
import { Writable } from 'node:stream';
import type { RandomGameDay } from '../../../rehearsal/randomised/random-game-day';
import type { SoakSummary } from '../../../rehearsal/randomised/summary';
import { rehearseOften, type RehearseOftenProps } from '../../../scripts/rehearse/rehearse-often';
import type { SoakProps } from '../../../scripts/rehearse/randomised';

/** A game day on which that was violated. */
function dayOf(seed: number, ...violations: string[]): RandomGameDay {
  return { seed, troubles: ['event lost'], status: 'completed', heals: [], violations };
}

/** A stream that keeps what is written to it, or refuses it with that error. */
function stream(written: string[], code?: string) {
  const kept = new Writable({
    decodeStrings: false,
    write: (text: string, _encoding, done) => {
      if (code !== undefined) {
        done(Object.assign(new Error(`${code}: write failed`), { code }));
        return;
      }
      written.push(text);
      done();
    },
  });
  return kept.on('error', () => undefined);
}

interface Course {
  /** What standard output answers; by default it takes everything. */
  readonly stdoutError?: string;
  /** The signal that comes after the second game day. */
  readonly signal?: string;
  readonly days?: readonly RandomGameDay[];
  readonly props?: Partial<RehearseOftenProps>;
}

/** A soak of four game days. */
async function run({ stdoutError, signal, days, props = {} }: Course) {
  const [out, err]: [string[], string[]] = [[], []];
  const listeners = new Map<string, () => void>();
  const told: string[] = [];
  const soak = ({ done, signal: cutOff }: SoakProps) => {
    const gameDays: RandomGameDay[] = [];
    for (const day of days ?? [dayOf(1), dayOf(2), dayOf(3), dayOf(4)]) {
      if (cutOff?.aborted === true) break;
      gameDays.push(day);
      done(day, gameDays.length);
      told.push(err.join(''));
      if (gameDays.length === 2 && signal !== undefined) listeners.get(signal)?.();
    }
    return Promise.resolve({ gameDays, perSecond: null });
  };
  const often = {
    bundle: 'world.cjs',
    stack: 'cdk.tf.json',
    hypothesis: 'region-failure.json',
    seeds: [{ first: 1, count: 4 }],
    replay: ({ first }: { first: number }) => `rehearse ${first}`,
    ...props,
  };
  const code = await rehearseOften(often, {
    stdout: stream(out, stdoutError),
    stderr: stream(err),
    process: { on: (name, listener) => listeners.set(name, listener) },
    soak,
  });
  return { code, out: out.join(''), err: err.join(''), told };
}

const VIOLATED = [dayOf(1), dayOf(2, 'the journal lies'), dayOf(3), dayOf(4)];

describe('a soak', () => {
  it('ends with its summary, and 0 where nothing was violated', async () => {
    const { code, out, err } = await run({});
    expect(code).toBe(0);
    expect(out).toContain('\n4 random game days, no violation\n');
    expect(err).toContain('seeds from 1\n');
  });

  it.each([{}, { json: true }, { quiet: true }])(
    'tells a violation when it happens, and what shows it again: %j',
    async (props) => {
      const { code, told, out } = await run({ days: VIOLATED, props });
      const [first, second] = told;
      expect(first).not.toContain('the journal lies');
      expect(second).toContain('seed 2: the journal lies\n  replay it: rehearse 2\n');
      expect(out).toContain('the journal lies');
      expect(code).toBe(1);
    },
  );

  it.each(['SIGINT', 'SIGTERM', 'SIGHUP'])(
    'that %s cuts off ends with what it has found by then, and 130',
    async (signal) => {
      const { code, out } = await run({ days: VIOLATED, signal });
      expect(code).toBe(130);
      expect(out).toContain('seed 2: the journal lies\n');
      expect(out).toContain('\ncut off after 2 of 4 random game days: 1 with violations so far\n');
    },
  );

  it('that is cut off says so in its JSON, too', async () => {
    const { code, out, err } = await run({ signal: 'SIGINT', props: { json: true } });
    expect(JSON.parse(out)).toMatchObject({
      seeds: [{ first: 1, count: 4 }],
      gameDays: 2,
    } satisfies Partial<SoakSummary>);
    expect({ code, err }).toEqual({ code: 130, err: '' });
  });

  it('whose standard output is full tells the result on standard error, and fails', async () => {
    const { code, err } = await run({ stdoutError: 'ENOSPC' });
    expect(err).toContain('standard output takes nothing (ENOSPC: write failed); this is the result:\n');
    expect(err).toContain('\n4 random game days, no violation\n');
    expect(code).toBe(1);
  });

  it('that is cut off while standard output is full tells it there, too', async () => {
    const { code, err } = await run({ stdoutError: 'ENOSPC', signal: 'SIGTERM' });
    expect(err).toContain('\ncut off after 2 of 4 random game days: no violation so far\n');
    expect(code).toBe(130);
  });

  it('takes a reader who has gone for one who has read enough', async () => {
    const { code, err } = await run({ stdoutError: 'EPIPE' });
    expect(err).not.toContain('random game days');
    expect(code).toBe(0);
  });
});

/** Runs the command itself, and ends it with that signal once it has begun. */
async function cutOff(signal: NodeJS.Signals, stdout: number | 'pipe') {
  const args = ['--import', 'tsx', join('scripts', 'rehearse.ts'), '--soak', '100000'];
  const child = spawn(process.execPath, args, { stdio: ['ignore', stdout, 'pipe'] });
  let [out, err] = ['', ''];
  child.stdout?.on('data', (data: Buffer) => (out += data.toString()));
  await new Promise<void>((resolve) => {
    child.stderr?.on('data', (data: Buffer) => {
      err += data.toString();
      if (err.includes('seeds from')) resolve();
    });
  });
  child.kill(signal);
  const [code] = (await once(child, 'close')) as [number | null];
  return { code, out, err };
}

const SUMMARY = /\ncut off after \d+ of 100000 random game days: no violation so far\n/;

describe('the command', () => {
  it('ends with its summary when it is cut off', async () => {
    const { code, out, err } = await cutOff('SIGINT', 'pipe');
    expect(err).toMatch(/^seeds from each of (-?\d+(, )?){10}\n/);
    expect(out).toMatch(SUMMARY);
    expect(code).toBe(130);
  });

  it('ends so even where standard output is full', async () => {
    // Only Linux has such a file.
    const full = existsSync('/dev/full');
    const { code, out, err } = await cutOff('SIGTERM', full ? openSync('/dev/full', 'w') : 'pipe');
    expect(full ? err : out).toMatch(SUMMARY);
    expect(err).not.toContain('    at ');
    expect(code).toBe(130);
  });
});
