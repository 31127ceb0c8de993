import { attachment, attachmentArchives, type Before } from '../support/attachment';
import { pythonPool } from '../support/scripts';

const python = pythonPool();
const folder = attachmentArchives();

describe('the document refuses', () => {
  const cannot: readonly (readonly [string, Before, string])[] = [
    ['a function that has five layers', { layers: 5 }, 'hello has 5 layers already, and Lambda allows 5'],
    [
      'an environment that would be over 4 KB',
      { variables: { A: 'x'.repeat(3_900) } },
      'and Lambda allows 4096',
    ],
    [
      'a runtime that is not Node.js',
      { runtime: 'python3.12' },
      'hello runs on python3.12, and the extension works on Node.js runtimes only',
    ],
    [
      'a runtime of their own, whose bootstrap that of the layer would hide',
      { runtime: 'provided.al2023' },
      'hello runs on provided.al2023, and the extension works on Node.js runtimes only',
    ],
    [
      'an architecture that the layer does not support',
      { architectures: ['arm64'] },
      'hello runs on x86_64, and the layer supports arm64',
    ],
    ['an alias that points at $LATEST', { aliasVersion: '$LATEST' }, 'alias live of hello points at $LATEST'],
    [
      'a wrapper of the same path',
      { variables: { AWS_LAMBDA_EXEC_WRAPPER: '/opt/bootstrap' } },
      'starts through /opt/bootstrap',
    ],
  ];

  it.each(cannot)('%s, before anything changes', async (_what, before, message) => {
    const { attach, state, changes } = attachment(python, folder, before);
    const original = state();
    const end = await attach();
    expect(end.status).toBe('Failed');
    expect(end.message).toContain(message);
    expect(state()).toEqual(original);
    expect(changes()).toEqual([]);
  });

  it.each([
    ['LatencySeconds', '901', 900],
    ['Probability', '2', 1],
    ['ExpiresAfterMinutes', '781', 780],
  ])('%s=%s also where its pattern lets it pass, before anything changes', async (name, value, most) => {
    const edit = (document: string): string => document.replaceAll(/^ +allowedPattern: .*\n/gm, '');
    const { attach, changes } = attachment(python, folder, { edit });
    await expect(attach({ [name]: value })).resolves.toMatchObject({
      status: 'Failed',
      message: expect.stringContaining(
        `ValueError: ${name} is ${value}, and must be from 0 to ${most}`,
      ) as string,
    });
    expect(changes()).toEqual([]);
  });

  it.each([
    ['another delay', 0, { LatencySeconds: '5' }, 'CHAOS_EXTENSION__LAMBDA__LATENCY_VALUE'],
    ['another probability', 0, { Probability: '0.5' }, 'CHAOS_EXTENSION__LAMBDA__LATENCY_PROBABILITY'],
    ['the same, where that has expired', 61, {}, 'CHAOS_EXTENSION__EXPIRES_AT, which has passed'],
  ])(
    '%s where a fault is attached already, which would stay as it is',
    async (_what, later, asked, differing) => {
      const { attach, state, changes, clock } = attachment(python, folder);
      await attach();
      const [attached, made] = [state(), changes()];
      await clock.run(clock.sleep(later * 60_000));
      await expect(attach(asked)).resolves.toMatchObject({
        status: 'Failed',
        message: expect.stringContaining(
          `hello carries a fault already, and not the one that is asked for (${differing}): detach first`,
        ) as string,
      });
      expect(state()).toEqual(attached);
      expect(changes()).toEqual(made);
    },
  );

  it('a container image, before anything changes', async () => {
    const { attach, state, changes, tellOf } = attachment(python, folder);
    tellOf(() => ({ PackageType: 'Image' }));
    const original = state();
    const end = await attach();
    expect(end.status).toBe('Failed');
    expect(end.message).toContain('hello is a container image');
    expect(state()).toEqual(original);
    expect(changes()).toEqual([]);
  });

  it.each([
    ['an alias that is not there', { AliasName: 'none' }, 'ResourceNotFoundException'],
    ['a function that is not there', { FunctionName: 'none' }, 'ResourceNotFoundException'],
  ])('%s, attaching and detaching', async (_what, more, message) => {
    const { attach, detach, changes } = attachment(python, folder);
    for (const end of [await attach(more), await detach(more)]) {
      expect(end).toMatchObject({ status: 'Failed', message: expect.stringContaining(message) as string });
    }
    expect(changes()).toEqual([]);
  });

  it.each([
    ['ChaosMode', 'ON'],
    ['LatencySeconds', '60s'],
    ['LatencySeconds', '901'],
    ['LatencySeconds', '900.5'],
    ['LatencySeconds', '60000'],
    ['Probability', '1.5'],
    ['ExpiresAfterMinutes', '0'],
    ['ExpiresAfterMinutes', '781'],
    ['ExpiresAfterMinutes', '10000'],
    ['LayerArn', 'chaos'],
    ['AutomationAssumeRole', 'role'],
    ['Colour', 'red'],
  ])('the parameter %s=%s, before it starts', async (name, value) => {
    const { clock, begin, asked } = attachment(python, folder);
    const refused = clock.run(begin('ENABLED', { [name]: value }));
    await expect(refused).rejects.toMatchObject({ name: 'InvalidAutomationExecutionParametersException' });
    expect(asked).toEqual([]);
  });
});
