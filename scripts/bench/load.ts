import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import autocannon from 'autocannon';
import { generate } from 'selfsigned';
import type { Benchmark } from './benchmark';
import type { LoadRun, LoadTask } from './load-driver';
import { percentile, verdict } from './statistics';

/** The highest rate that the configuration takes, and how late a request may be sent at it. */
const REQUESTS_PER_MINUTE = 6_000;
const MOST_LAG_MS = 20;

/** One run is long enough; the number of runs is not asked for. */
const SECONDS = 30;

/** Autocannon waits for an answer on each; many more than it needs at this rate. */
const CONNECTIONS = 20;

/** The simulator at its highest rate against an API on loopback, and Autocannon at the same rate, with as many new connections. */
export const loadBenchmark: Benchmark = {
  measure: async () => {
    const folder = mkdtempSync(join(tmpdir(), 'bench-load-'));
    const programs: ChildProcess[] = [];
    try {
      const authority = join(folder, 'certificate.pem');
      const { private: key, cert } = await generate([{ name: 'commonName', value: 'localhost' }], {
        extensions: [{ name: 'subjectAltName', altNames: [{ type: 2, value: 'localhost' }] }],
      });
      writeFileSync(authority, cert);
      const server = program(require.resolve('./load-server.ts'), {});
      programs.push(server);
      server.send({ key, cert });
      const [port] = (await once(server, 'message')) as [number];
      const url = `https://localhost:${port}/`;
      const driver = program(require.resolve('./load-driver.ts'), { NODE_EXTRA_CA_CERTS: authority });
      programs.push(driver);
      const task: LoadTask = { url, requestsPerMinute: REQUESTS_PER_MINUTE, seconds: SECONDS };
      driver.send(task);
      const [simulated] = (await once(driver, 'message')) as [LoadRun];
      return line(simulated, await autocannonOf(url));
    } finally {
      for (const each of programs) each.kill();
      rmSync(folder, { recursive: true, force: true });
    }
  },
};

function program(file: string, environment: Readonly<Record<string, string>>): ChildProcess {
  return fork(file, {
    execArgv: ['--import', 'tsx'],
    env: { PATH: process.env.PATH, ...environment },
  });
}

interface Compared {
  /** Of this process, for each request. */
  readonly cpuMs: number;
  readonly answered: number;
}

async function autocannonOf(url: string): Promise<Compared> {
  const before = process.cpuUsage();
  const { '2xx': answered } = await autocannon({
    url,
    connections: CONNECTIONS,
    overallRate: REQUESTS_PER_MINUTE / 60,
    duration: SECONDS,
    // A new connection for each request. (With a `reconnectRate` of 1 it counts no answer.)
    headers: { connection: 'close' },
  });
  const { user, system } = process.cpuUsage(before);
  return { cpuMs: (user + system) / 1000 / answered, answered };
}

function line({ lagsMs, cpuMs, totals }: LoadRun, other: Compared): string {
  const { requests = 0, status_2xx: answered = 0 } = totals;
  const lag = percentile(lagsMs, 0.99);
  return (
    `${REQUESTS_PER_MINUTE} requests a minute for ${SECONDS} s: ${answered} of ${requests} answered; p99 of the schedule's lag ${lag.toFixed(0)} ms, ` +
    `${verdict(lag, MOST_LAG_MS, 'ms')}; ${cpuMs.toFixed(2)} ms of CPU a request, ${(cpuMs / other.cpuMs).toFixed(2)} times autocannon's, ` +
    `which had ${other.answered} answers`
  );
}
