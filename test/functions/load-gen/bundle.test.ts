import { EventEmitter } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runInNewContext } from 'node:vm';

import type { MetricDatum, PutMetricDataCommandInput } from '@aws-sdk/client-cloudwatch';

import { buildFunctionArchive } from '../../../modules/archive';
import { readZip } from '../unzip';
import { VirtualTime } from './virtual-time';

const START = Date.parse('2026-11-20T12:00:00Z');
const ENVIRONMENT = {
  API_URL: 'https://example.mydomain.com/api/hello',
  METRIC_NAMESPACE: 'ChaosLab',
  LAB_REGIONS: 'us-east-1,eu-west-1',
  AWS_REGION: 'eu-west-1',
};

interface Put {
  readonly region: string;
  readonly at: number;
  readonly input: PutMetricDataCommandInput;
}

const SECURE_CONTEXT = {};
const TIMED_OUT = new Error('connect ETIMEDOUT');

/** What the bundle may use, and nothing else: the rehearsal gives it no more. */
function sandbox(code: string, refuses: (region: string, at: number) => boolean, why = TIMED_OUT) {
  const time = new VirtualTime(START);
  const asked: Record<string, unknown>[] = [];
  const puts: Put[] = [];
  const clients: unknown[] = [];
  const logged: string[] = [];

  class VirtualDate extends Date {
    static override now(): number {
      return time.now();
    }
  }
  class CloudWatchClient {
    constructor(private readonly config: { readonly region: string }) {
      clients.push(config);
    }
    send({ input }: { readonly input: PutMetricDataCommandInput }): Promise<object> {
      if (refuses(this.config.region, time.now())) return Promise.reject(why);
      puts.push({ region: this.config.region, at: time.now(), input });
      return Promise.resolve({});
    }
  }
  class PutMetricDataCommand {
    constructor(readonly input: PutMetricDataCommandInput) {}
  }
  /** Answers after 50 ms. */
  const request = (url: string, options: object, callback: (answer: EventEmitter) => void): EventEmitter => {
    asked.push({ url, ...options });
    return Object.assign(new EventEmitter(), {
      end: () =>
        time.after(50, () => {
          const answer = Object.assign(new EventEmitter(), { statusCode: 200, setEncoding: () => undefined });
          callback(answer);
          answer.emit('data', 'Hello from region us-east-1');
          answer.emit('end');
        }),
    });
  };
  const modules: Record<string, unknown> = {
    'node:https': { request },
    'node:tls': { createSecureContext: () => SECURE_CONTEXT },
    '@aws-sdk/client-cloudwatch': { CloudWatchClient, PutMetricDataCommand },
  };
  const module = { exports: {} as { handler: (event: unknown) => Promise<Record<string, number>> } };
  const setVirtualTimeout = (callback: () => void, ms: number): (() => void) => time.after(ms, callback);
  runInNewContext(code, {
    module,
    exports: module.exports,
    require: (name: string) => modules[name] ?? expectNever(`require of ${name}`),
    Date: VirtualDate,
    setTimeout: setVirtualTimeout,
    clearTimeout: (cancel: () => void) => cancel(),
    process: { env: ENVIRONMENT },
    console: { log: (line: string) => logged.push(line) },
  });
  return { time, asked, puts, clients, logged, handler: module.exports.handler };
}

function expectNever(what: string): never {
  throw new Error(`the sandbox has no ${what}`);
}

/** The sum of a metric over all that a region got, for one set of dimensions. */
function sum(puts: readonly Put[], region: string, metric: string, dimensions: number): number {
  return puts
    .filter((put) => put.region === region)
    .flatMap(({ input }): MetricDatum[] => input.MetricData ?? [])
    .filter(({ MetricName, Dimensions }) => MetricName === metric && Dimensions?.length === dimensions)
    .reduce((total, { Value }) => total + (Value ?? 0), 0);
}

describe('the bundle of the customer simulator, with nothing but what the rehearsal provides', () => {
  let code: string;

  beforeAll(() => {
    const directory = mkdtempSync(join(tmpdir(), 'load-gen-'));
    code = readZip(buildFunctionArchive('load-gen', directory)).get('index.js')?.text ?? '';
    rmSync(directory, { recursive: true });
  });

  it('asks the API, and publishes in every region of the lab what the customers saw', async () => {
    const { time, handler, asked, puts } = sandbox(code, () => false);
    const totals = handler({ requestsPerMinute: 44, seconds: 60 });
    await time.advanceTo(START + 60_000);

    await expect(totals).resolves.toEqual({
      requests: 44,
      late: 0,
      dropped: 0,
      'region_us-east-1': 44,
      'region_eu-west-1': 0,
      status_2xx: 44,
      status_4xx: 0,
      status_5xx: 0,
      no_response: 0,
    });
    expect(asked).toHaveLength(44);
    expect(asked[0]).toEqual({
      url: ENVIRONMENT.API_URL,
      agent: false,
      method: 'GET',
      secureContext: SECURE_CONTEXT,
    });
    expect(new Set(asked.map(({ secureContext }) => secureContext)).size).toBe(1);
    for (const region of ['us-east-1', 'eu-west-1']) {
      expect(sum(puts, region, 'region_us-east-1', 1)).toBe(44);
      expect(sum(puts, region, 'status_2xx', 2)).toBe(44);
      expect(puts.find((put) => put.region === region)).toMatchObject({
        at: START + 10_000,
        input: { Namespace: 'ChaosLab' },
      });
    }
  });

  it('stamps the data with the beginning of the bucket, and has a zero in each', async () => {
    const { time, handler, puts } = sandbox(code, () => false);
    const totals = handler({ requestsPerMinute: 44, seconds: 60 });
    await time.advanceTo(START + 60_000);
    await totals;

    const failures = puts
      .filter(({ region }) => region === 'us-east-1')
      .flatMap(({ input }) => input.MetricData ?? [])
      .filter(({ MetricName, Dimensions }) => MetricName === 'status_5xx' && Dimensions?.length === 1)
      .map(({ Timestamp, Value }) => [Number(Timestamp) - START, Value]);
    const secondsOfSending = Array.from(
      { length: 44 },
      (_item, index) => Math.floor((index * 60) / 44) * 1_000,
    );
    expect(failures).toEqual(secondsOfSending.map((offset) => [offset, 0]));
  });

  it('loses nothing for the others when one region cannot be reached, and sends it the rest later', async () => {
    const { time, handler, puts, logged } = sandbox(
      code,
      (region, at) => region === 'us-east-1' && at < START + 25_000,
    );
    const totals = handler({ requestsPerMinute: 44, seconds: 60 });
    await time.advanceTo(START + 60_000);
    await totals;

    expect(puts.filter(({ at }) => at < START + 25_000).map(({ region }) => region)).toEqual([
      'eu-west-1',
      'eu-west-1',
    ]);
    expect(sum(puts, 'us-east-1', 'status_2xx', 1)).toBe(44);
    expect(sum(puts, 'eu-west-1', 'status_2xx', 1)).toBe(44);
    expect(logged.map((line) => JSON.parse(line) as unknown)).toEqual([
      {
        level: 'warn',
        event: 'metrics.kept',
        region: 'us-east-1',
        queued: 96,
        error: 'Error: connect ETIMEDOUT',
      },
      expect.objectContaining({ region: 'us-east-1' }),
    ]);
  });

  it('publishes with the next invocation what a region would not take until the end of this one', async () => {
    const { time, handler, puts, clients } = sandbox(
      code,
      (region, at) => region === 'us-east-1' && at < START + 60_000,
    );
    const first = handler({ requestsPerMinute: 44, seconds: 60 });
    await time.advanceTo(START + 60_000);
    await first;
    expect(sum(puts, 'us-east-1', 'status_2xx', 1)).toBe(0);

    const second = handler({ requestsPerMinute: 44, seconds: 60 });
    await time.advanceTo(START + 120_000);
    await second;

    expect(sum(puts, 'us-east-1', 'status_2xx', 1)).toBe(88);
    expect(clients).toHaveLength(2);
  });

  it('refuses an event that it cannot use before it asks or publishes anything', async () => {
    const { handler, asked, puts } = sandbox(code, () => false);

    await expect(handler({ requestsPerMinute: 44 })).rejects.toThrow(
      'seconds must be a number above 0 and at most 840, not undefined',
    );
    expect([asked, puts]).toEqual([[], []]);
  });

  it.each([
    ['denies its counts', Object.assign(new Error('not you'), { name: 'AccessDeniedException' }), 5],
    ['cannot be reached, which is no refusal', TIMED_OUT, 0],
  ])('tells the other regions how often one %s', async (_what, why, denied) => {
    const { time, handler, puts } = sandbox(code, (region) => region === 'us-east-1', why);
    const totals = handler({ requestsPerMinute: 44, seconds: 60 });
    await time.advanceTo(START + 65_000);
    await totals;
    // The counts of each ten seconds are denied, and the last time nobody is told any more.
    expect(sum(puts, 'eu-west-1', 'denied_us-east-1', 1)).toBe(denied);
    expect(sum(puts, 'eu-west-1', 'denied_us-east-1', 2)).toBe(denied);
  });
});
