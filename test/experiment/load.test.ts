import { startLoad } from '../../experiment/load';
import { FakeAws } from './support/fake-aws';
import { deployment } from './support/lab';
import { ManualClock } from './support/manual-clock';

function prepare() {
  const clock = new ManualClock();
  const aws = new FakeAws().on('Invoke', () => ({ StatusCode: 202 }));
  return { clock, aws, load: startLoad(aws.clients, clock, deployment) };
}

it('lets the customers of every region call at once, for a minute, each with its own load', async () => {
  const { clock, aws, load } = prepare();
  await clock.pass(59);

  const asked = aws.calls.map(({ region, input }) => ({
    region,
    ...input,
    Payload: JSON.parse((input.Payload as Buffer).toString()) as unknown,
  }));
  const invocation = { FunctionName: 'lab-customers', InvocationType: 'Event' };
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

it('says when it is stopped what went wrong on the way, and sends no more after that', async () => {
  const { clock, aws, load } = prepare();
  aws.on('Invoke', () => {
    throw new Error('not authorized to perform lambda:InvokeFunction');
  });
  await clock.pass(200);

  await expect(load.stop()).rejects.toThrow(
    'the load could not be driven: not authorized to perform lambda:InvokeFunction',
  );
  expect(aws.sent('Invoke')).toHaveLength(4);
});
