import { askOnce } from '../../functions/load-gen/request';
import { send } from '../../functions/load-gen/send';
import { simulate } from '../../functions/load-gen/simulate';
import { Tally } from '../../functions/load-gen/tally';
import { globalTime } from '../../functions/load-gen/time';

// A program: the customer simulator as Lambda runs it, but for its publications, which cost little: they come every 10 s.

/** What it is asked to do. */
export interface LoadTask {
  readonly url: string;
  readonly requestsPerMinute: number;
  readonly seconds: number;
}

/** What came of it. */
export interface LoadRun {
  /** How much later than due each request was sent, in milliseconds. */
  readonly lagsMs: readonly number[];
  /** Of this process, for each request. */
  readonly cpuMs: number;
  readonly totals: Readonly<Record<string, number>>;
}

class LagTally extends Tally {
  readonly lagsMs: number[] = [];

  override sent(at: number, lateMs: number): number {
    this.lagsMs.push(lateMs);
    return super.sent(at, lateMs);
  }
}

async function run({ url, ...load }: LoadTask): Promise<LoadRun> {
  const tally = new LagTally(['us-east-1']);
  const before = process.cpuUsage();
  const totals = await simulate({
    load,
    tally,
    time: globalTime,
    ask: () => askOnce(send, globalTime, url),
    publish: () => Promise.resolve(),
  });
  const { user, system } = process.cpuUsage(before);
  const cpuMs = (user + system) / 1000 / (totals.requests ?? 1);
  return { lagsMs: tally.lagsMs, cpuMs, totals };
}

process.once('message', (task: LoadTask) => {
  void run(task).then((result) => process.send?.(result, () => process.disconnect()));
});
