import { attachment, attachmentArchives, type Before } from './support/attachment';
import { pythonPool } from './support/scripts';

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
      'a runtime that the layer does not support',
      { runtime: 'python3.12' },
      'hello runs on python3.12, and the layer supports',
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
    [
      'an alias that serves other code than $LATEST has',
      '1',
      { CodeSha256: 'other' },
      'whose code is not that of $LATEST',
    ],
    ['a container image', undefined, { PackageType: 'Image' }, 'is a container image'],
  ])('%s, before anything changes', async (_what, qualifier, difference, message) => {
    const { attach, state, changes, target, api } = attachment(python, folder);
    // Neither comes about by Terraform and this document, so Lambda is made to answer it.
    api.register('lambda', {
      GetFunctionConfiguration: {
        resources: () => [],
        run: ({ Qualifier }) => ({
          ...target.configuration(typeof Qualifier === 'string' ? Qualifier : '$LATEST'),
          ...(Qualifier === qualifier ? difference : {}),
        }),
      },
    });
    const original = state();
    const end = await attach();
    expect(end).toMatchObject({ status: 'Failed', message: expect.stringContaining(message) as string });
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
    ['Probability', '1.5'],
    ['ExpiresAfterMinutes', '0'],
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
