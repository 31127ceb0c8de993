import type { FunctionConfiguration } from '@aws-sdk/client-lambda';
import {
  carriesFault,
  differencesBetween,
  isReleasedSince,
  FAULT_NOTE,
  takeSnapshot,
  type Snapshot,
} from '../../../experiment/fault/snapshot';
import { FakeAws } from '../support/fake-aws';

/** What Lambda answers where whoever asks may not decrypt the variables. */
const UNREADABLE: FunctionConfiguration = {
  Environment: { Error: { ErrorCode: 'AccessDeniedException', Message: 'no kms:Decrypt' } },
};

const before: Snapshot = {
  functionName: 'lab-hello',
  variables: { STAGE: 'prod', TOKEN: 'secret-before' },
  layers: ['arn:one'],
  alias: 'live',
  aliasVersion: '1',
  aliasWeights: {},
  versions: ['$LATEST', '1'],
  codeSha256: 'code-1',
  aliasCodeSha256: 'code-1',
};

describe('takeSnapshot', () => {
  it('reads all that the fault changes, page by page', async () => {
    const aws = new FakeAws()
      .on('GetFunctionConfiguration', () => ({
        Environment: { Variables: { STAGE: 'prod' } },
        Layers: [{ Arn: 'arn:one' }, { Arn: 'arn:two' }],
        CodeSha256: 'code-8',
      }))
      .on('GetAlias', () => ({
        FunctionVersion: '7',
        RoutingConfig: { AdditionalVersionWeights: { 6: 0.1 } },
      }))
      .on('ListVersionsByFunction', ({ Marker }) =>
        Marker === undefined
          ? { Versions: [{ Version: '$LATEST' }, { Version: '6' }], NextMarker: 'more' }
          : { Versions: [{ Version: '7', CodeSha256: 'code-7' }] },
      );

    const snapshot = await takeSnapshot(aws.clients.lambda('us-east-1'), 'lab-hello', 'live', 'salt');

    expect(snapshot).toEqual({
      functionName: 'lab-hello',
      salt: 'salt',
      // The first 16 digits of `printf saltprod | sha256sum`: a journal is shown, and the value may be a secret.
      variables: { STAGE: '184544520825f79f' },
      layers: ['arn:one', 'arn:two'],
      alias: 'live',
      aliasVersion: '7',
      aliasWeights: { 6: 0.1 },
      versions: ['$LATEST', '6', '7'],
      codeSha256: 'code-8',
      aliasCodeSha256: 'code-7',
    });
    expect(aws.sent('GetAlias')).toEqual([{ FunctionName: 'lab-hello', Name: 'live' }]);
    // Of $LATEST: that is what the fault changes, and what the next version is made from.
    expect(aws.sent('GetFunctionConfiguration')).toEqual([{ FunctionName: 'lab-hello' }]);
  });

  it('takes what Lambda leaves out for nothing: variables, layers and weights', async () => {
    const aws = new FakeAws()
      .on('GetFunctionConfiguration', () => ({}))
      .on('GetAlias', () => ({ FunctionVersion: '1' }))
      .on('ListVersionsByFunction', () => ({}));

    const snapshot = await takeSnapshot(aws.clients.lambda('us-east-1'), 'lab-hello', 'live', 'salt');

    expect(snapshot).toMatchObject({ variables: {}, layers: [], aliasWeights: {}, versions: [] });
  });
});

it('a snapshot is not taken of a function whose variables cannot be read: it would say that there are none', async () => {
  const aws = new FakeAws()
    .on('GetFunctionConfiguration', () => ({ FunctionName: 'lab-hello', Version: '$LATEST', ...UNREADABLE }))
    .on('GetAlias', () => ({ FunctionVersion: '1' }))
    .on('ListVersionsByFunction', () => ({}));
  await expect(takeSnapshot(aws.clients.lambda('us-east-1'), 'lab-hello', 'live', 'salt')).rejects.toThrow(
    'lab-hello: the variables of version $LATEST cannot be read (AccessDeniedException: no kms:Decrypt)',
  );
});

describe('differencesBetween', () => {
  it('finds none between two that are equal, whatever the order of the variables', () => {
    const variables = { TOKEN: 'secret-before', STAGE: 'prod' };
    expect(differencesBetween(before, { ...before, variables })).toEqual([]);
  });

  it.each<[string, Partial<Snapshot>, string]>([
    [
      'a variable that is new',
      { variables: { ...before.variables, NEW: 'x' } },
      'the variable NEW was not there before',
    ],
    ['a variable that is gone', { variables: { STAGE: 'prod' } }, 'the variable TOKEN is gone'],
    [
      'a variable of another value',
      { variables: { ...before.variables, TOKEN: 'secret-after' } },
      'the variable TOKEN has another value',
    ],
    [
      'a layer more',
      { layers: ['arn:one', 'arn:two'] },
      'the layers changed from arn:one to arn:one, arn:two',
    ],
    ['a layer less', { layers: [] }, 'the layers changed from arn:one to none'],
    [
      'another version behind the alias',
      { aliasVersion: '2' },
      'the version of alias live changed from 1 to 2',
    ],
    [
      'other weights of the alias',
      { aliasWeights: { 2: 0.5 } },
      'the weights of alias live changed from {} to {"2":0.5}',
    ],
    [
      'a version left behind',
      { versions: ['$LATEST', '1', '2'] },
      'the published versions changed from $LATEST, 1 to $LATEST, 1, 2',
    ],
    ['other code', { codeSha256: 'code-2' }, 'the code of $LATEST changed from code-1 to code-2'],
    [
      'other code behind the alias',
      { aliasCodeSha256: 'code-2' },
      'the code that alias live serves changed from code-1 to code-2',
    ],
  ])('names %s', (_what, change, sentence) => {
    expect(differencesBetween(before, { ...before, ...change })).toEqual([`lab-hello: ${sentence}`]);
  });

  it('never shows the value of a variable, which may be a secret', () => {
    const after = { ...before, variables: { TOKEN: 'secret-after', OTHER: 'secret-new' } };
    const text = differencesBetween(before, after).join('\n');
    expect(text).toContain('TOKEN');
    expect(text).not.toMatch(/secret|prod/);
  });
});

it('the code is not compared with that of an older journal, which did not tell it', () => {
  const older = { ...before, codeSha256: undefined, aliasCodeSha256: undefined };
  expect(differencesBetween(older, before)).toEqual([]);
});

describe('isReleasedSince', () => {
  const since = (change: Partial<Snapshot>) =>
    isReleasedSince({ ...before, versions: ['$LATEST', '0', '1'] }, { ...before, ...change });

  it.each<[string, Partial<Snapshot>]>([
    ['the alias serves a version that was not there before', { aliasVersion: '3' }],
    ['the code of $LATEST is another', { codeSha256: 'code-2' }],
  ])('where %s', (_what, change) => {
    expect(since(change)).toBe(true);
  });

  it.each<[string, Partial<Snapshot>]>([
    ['nothing differs', {}],
    ['a variable differs, which the fault may have left', { variables: {} }],
    ['a version was left behind', { versions: ['$LATEST', '0', '1', '2'] }],
    ['the alias serves another version from before: who knows who moved it', { aliasVersion: '0' }],
    ['it does, and the code differs', { aliasVersion: '0', codeSha256: 'code-2' }],
  ])('not where %s', (_what, change) => {
    expect(since(change)).toBe(false);
  });
});

describe('carriesFault', () => {
  const LAYER = 'arn:aws:lambda:us-east-1:123456789012:layer:chaos:3';
  const of = (configuration: FunctionConfiguration) => carriesFault(configuration, LAYER);

  it('tells by the note among the variables', () => {
    expect(of({ Environment: { Variables: { [FAULT_NOTE]: '{}' } } })).toBe(true);
    expect(of({ Environment: { Variables: { CHAOS_EXTENSION__LATENCY_VALUE: '60' } } })).toBe(false);
    expect(of({})).toBe(false);
  });

  it('does not know where the variables cannot be read, but for what lacks the layer that the fault brings', () => {
    const layers = (...arns: string[]) => ({ ...UNREADABLE, Layers: arns.map((Arn) => ({ Arn })) });
    expect(of(layers(LAYER))).toBeNull();
    expect(of(layers(LAYER.replace(/3$/, '1')))).toBeNull();
    expect(of(layers('arn:aws:lambda:us-east-1:123456789012:layer:chaos-other:3'))).toBe(false);
    expect(of(UNREADABLE)).toBe(false);
  });
});
