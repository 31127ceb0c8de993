import { startLoad } from '../../../experiment/game-day/load';
import { awsError, FakeAws } from '../support/fake-aws';
import { deployment, TestTimeline, us } from '../support/lab';
import { ManualClock } from '../support/manual-clock';

function prepare(invoke: Parameters<FakeAws['on']>[1] = () => ({ StatusCode: 202 })) {
  const clock = new ManualClock();
  const aws = new FakeAws().on('Invoke', invoke);
  const timeline = new TestTimeline(clock);
  return { clock, aws, timeline, load: startLoad({ clients: aws.clients, clock, deployment, timeline }) };
}

it('lets the customers of every region call at once, for a minute, each with its own load', async () => {
  const { clock, aws, load } = prepare();
  await clock.pass(59);

  const asked = aws.calls.map(({ region, input }) => ({
    region,
    ...input,
    Payload: JSON.parse((input.Payload as Buffer).toString()) as unknown,
  }));
  const invocation = { FunctionName: 'lab-load-gen', InvocationType: 'Event' };
  expect(asked).toEqual([
    { region: 'us-east-1', ...invocation, Payload: { requestsPerMinute: 44, seconds: 60 } },
    { region: 'eu-west-1', ...invocation, Payload: { requestsPerMinute: 29, seconds: 60 } },
  ]);
  await load.stop();
});

it('does so again each minute, however long a call to Lambda takes', async () => {
  const { clock, aws, load } = prepare();
  const moments: number[] = [];
  aws.on('Invoke', async (_input, { region }) => {
    if (region === 'us-east-1') moments.push(clock.now());
    await clock.sleep(7_000);
  });

  await clock.pass(185);

  expect(moments.map((moment) => (moment - moments[0]!) / 1000)).toEqual([0, 60, 120]);
  await clock.run(load.stop());
});

it('sends no more once it is stopped, and leaves nobody asleep', async () => {
  const { clock, aws, load } = prepare();
  await clock.pass(61);

  await load.stop();
  await clock.pass(300);

  expect(aws.sent('Invoke')).toHaveLength(4);
  expect(clock.asleep).toBe(0);
});

it('drives as many invocations side by side as the region has workers', async () => {
  const clock = new ManualClock();
  const aws = new FakeAws().on('Invoke', () => ({ StatusCode: 202 }));
  const regions = deployment.regions.map((region) => ({ ...region, workers: region === us ? 3 : 1 }));
  const timeline = new TestTimeline(clock);
  const load = startLoad({ clients: aws.clients, clock, deployment: { ...deployment, regions }, timeline });
  await clock.pass(61);
  await load.stop();
  expect(aws.calls.map(({ region }) => region)).toEqual([
    ...['us-east-1', 'us-east-1', 'us-east-1', 'eu-west-1'],
    ...['us-east-1', 'us-east-1', 'us-east-1', 'eu-west-1'],
  ]);
});

describe('an invocation that Lambda does not take', () => {
  const refuse = (): never => {
    throw awsError('AccessDeniedException', 'not authorized');
  };

  it('is missed, and the next minute has its own', async () => {
    const { clock, aws, timeline, load } = prepare();
    await clock.pass(30);
    aws.on('Invoke', (_input, { region }) => (region === 'us-east-1' ? refuse() : {}));
    await clock.pass(120);
    expect(timeline.events).toEqual([]);
    aws.on('Invoke', () => ({}));
    await clock.pass(60);
    await load.stop();

    expect(aws.sent('Invoke')).toHaveLength(8);
    // Once for the streak, when it has ended.
    expect(timeline.details('load.missed')).toEqual([
      'us-east-1: 2 invocations of its customers, a minute each, did not get through: not authorized',
    ]);
    expect(timeline.entries[0]?.at).toBe('2026-01-01T12:03:00.000Z');
  });

  it('is told, too, when the load is stopped in the middle of the streak', async () => {
    const { clock, aws, timeline, load } = prepare();
    await clock.pass(30);
    aws.on('Invoke', refuse);
    await clock.pass(60);
    await load.stop();
    expect(timeline.events).toEqual(['load.missed', 'load.missed']);
  });

  it('because the connection is lost holds nobody up for longer than its minute', async () => {
    const { clock, aws, timeline, load } = prepare();
    await clock.pass(30);
    aws.on('Invoke', (_input, { region }) => (region === 'us-east-1' ? new Promise(() => undefined) : {}));
    await clock.pass(180);
    aws.on('Invoke', () => ({}));
    await clock.pass(60);
    await load.stop();
    expect(timeline.details('load.missed')).toEqual([
      'us-east-1: 3 invocations of its customers, a minute each, did not get through: no answer within 60 s',
    ]);
    expect(aws.calls.filter(({ region }) => region === 'eu-west-1')).toHaveLength(5);
    expect(clock.asleep).toBe(0);
  });

  it('is no failure of the load, but where not one ever got through', async () => {
    const { clock, aws, load } = prepare(refuse);
    await clock.pass(200);
    await expect(load.stop()).rejects.toThrow('the load could not be driven: not authorized');
    expect(aws.sent('Invoke')).toHaveLength(8);
  });
});

describe('an invocation that Lambda throttles', () => {
  const throttled = awsError('TooManyRequestsException', 'Rate Exceeded.');

  it('is asked for again within seconds, and costs nothing', async () => {
    const asked: (() => number)[] = [];
    const moments: number[] = [];
    const { clock, load, timeline } = prepare((_input, { region }) => {
      if (region !== us.region) return {};
      moments.push(asked[0]?.() ?? 0);
      if (moments.length <= 3) throw throttled;
      return {};
    });
    const begun = clock.now();
    asked.push(() => (clock.now() - begun) / 1000);
    await clock.pass(70);
    await load.stop();
    // And the next minute begins when it would have.
    expect(moments).toEqual([0, 1, 3, 7, 60]);
    expect(timeline.events).not.toContain('load.missed');
  });

  it('is missed where it is throttled for longer', async () => {
    let answers = 0;
    const { clock, load, timeline } = prepare((_input, { region }) => {
      if (region === us.region && (answers += 1) <= 5) throw throttled;
      return {};
    });
    await clock.pass(70);
    await load.stop();
    expect(timeline.details('load.missed')).toEqual([
      'us-east-1: 1 invocation of its customers, a minute each, did not get through: Rate Exceeded.',
    ]);
  });

  it('is not asked for again once the load is stopped', async () => {
    const { clock, aws, load } = prepare(() => {
      throw throttled;
    });
    await clock.pass(0.5);
    await expect(load.stop()).rejects.toThrow('the load could not be driven: Rate Exceeded.');
    const asked = aws.sent('Invoke').length;
    await clock.pass(60);
    expect([aws.sent('Invoke').length, clock.asleep]).toEqual([asked, 0]);
  });
});
