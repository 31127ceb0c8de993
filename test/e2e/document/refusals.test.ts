import { suiteWith } from '../support/tools';
import { Account } from './support/account';
import { archiveOf } from './support/moto-lambda';
import type { Before, More, Target } from './support/target';

const NONE = () => Promise.resolve();

suiteWith('moto', 'boto3')('the document refuses to attach', () => {
  let account: Account;
  beforeAll(async () => {
    account = await Account.start();
  });
  afterAll(() => (account as Account | undefined)?.close());

  it.each<[string, Before, string, ((target: Target) => Promise<void>)?]>([
    [
      'to a function of five layers',
      { layers: ['own-1', 'own-2', 'own-3', 'own-4', 'own-5'] },
      'has 5 layers already, and Lambda allows 5',
    ],
    [
      'where the environment would be over 4 KB',
      { variables: { LONG: 'x'.repeat(3_900) } },
      'bytes, and Lambda allows 4096',
    ],
    [
      'to a runtime that is not Node.js',
      { runtime: 'python3.12' },
      'runs on python3.12, and the extension works on Node.js runtimes only',
    ],
    [
      'to a runtime of their own',
      { runtime: 'provided.al2023' },
      'runs on provided.al2023, and the extension works on Node.js runtimes only',
    ],
    ['to a container image', { packageType: 'Image' }, 'is a container image'],
    [
      'where another layer starts the runtime through the same path',
      { variables: { AWS_LAMBDA_EXEC_WRAPPER: '/opt/bootstrap' } },
      'starts through /opt/bootstrap of another layer',
    ],
    ['through an alias that points at $LATEST', { alias: { version: '$LATEST' } }, 'points at $LATEST'],
    [
      'through an alias that serves other code than $LATEST has',
      {},
      'serves version 1, which differs from $LATEST in code: attaching',
      (target) => target.elsewhere('PUT', '/code', { ZipFile: archiveOf('2') }),
    ],
    [
      'through an alias that serves another configuration than $LATEST has',
      { variables: { TABLE: 'orders' } },
      'serves version 1, which differs from $LATEST in memory, time-out, variables (TABLE, TOKEN): attaching',
      (target) =>
        target.elsewhere('PUT', '/configuration', {
          Timeout: 5,
          MemorySize: 512,
          Environment: { Variables: { TABLE: 'orders-2', TOKEN: 'secret' } },
        }),
    ],
    [
      'where it may not decrypt the variables, which are not taken for none',
      { variables: { TABLE: 'orders' } },
      'the variables of version $LATEST cannot be read (AccessDeniedException: KMS access was denied.)',
      ({ front }) => {
        front.rules.mayDecrypt = () => false;
        return NONE();
      },
    ],
    ['through an alias that is not there', { alias: null }, 'ResourceNotFoundException'],
  ])('%s, and changes nothing', async (_what, before, message, then = NONE) => {
    const target = await account.target(before);
    await then(target);
    const original = await target.state();
    const end = await target.attach({ AliasName: 'live' });
    expect(end).toHaveProperty('traceback', expect.stringContaining(message));
    expect(JSON.stringify(end)).not.toContain('secret');
    expect(target.changes()).toEqual([]);
    expect(await target.state()).toEqual(original);
  });

  it.each<[string, More]>([
    ['a function that is not there', { FunctionName: 'nobody' }],
    ['a layer that is not there', { LayerArn: 'arn:aws:lambda:us-east-1:123456789012:layer:none:1' }],
  ])('%s, and changes nothing', async (_what, more) => {
    const target = await account.target();
    const original = await target.state();
    const end = await target.attach(more);
    expect(end).toHaveProperty('traceback', expect.stringContaining('ResourceNotFoundException'));
    expect(target.changes()).toEqual([]);
    expect(await target.state()).toEqual(original);
  });

  it('another fault than the one that is attached already, and changes nothing more', async () => {
    const target = await account.target();
    await target.attach();
    const [attached, made] = [await target.state(), target.changes()];
    const end = await target.attach({ LatencySeconds: '5' });
    expect(end).toHaveProperty(
      'traceback',
      expect.stringContaining('not the one that is asked for (CHAOS_EXTENSION__LAMBDA__LATENCY_VALUE)'),
    );
    expect([await target.state(), target.changes()]).toEqual([attached, made]);
  });
});
