import { describe as described } from '../../../../rehearsal/services/lambda/configuration';
import type { Update } from '../../../../rehearsal/services/lambda/function';
import { ARN, configuration, loneFunction } from '../../support/functions';

const nothing: Update = { revisionId: undefined, variables: undefined, layers: undefined };
const layers = (count: number): string[] =>
  Array.from({ length: count }, (_item, index) => `arn:layer:${index}`);

function refusal(act: () => unknown): unknown {
  try {
    act();
  } catch (error) {
    return error;
  }
  throw new Error('it was not refused');
}

describe('an update of a function', () => {
  it('replaces variables and layers, and leaves alone what it does not name', () => {
    const { target } = loneFunction();
    target.update({ ...nothing, layers: ['arn:layer'] });
    expect(target.configuration()).toMatchObject({
      Environment: { Variables: { COLOUR: 'red' } },
      Layers: [{ Arn: 'arn:layer' }],
    });
    const other = loneFunction().target;
    other.update({ ...nothing, variables: { SHAPE: 'round' } });
    expect(other.configuration().Environment.Variables).toEqual({ SHAPE: 'round' });
  });

  it('is in progress for 3 to 20 s, with a new revision at its start and at its end', async () => {
    const { target, clock } = loneFunction();
    const { RevisionId: during, LastUpdateStatus: status } = target.update(nothing);
    expect(status).toBe('InProgress');
    await clock.run(clock.sleep(2_999));
    expect(target.configuration().LastUpdateStatus).toBe('InProgress');
    await clock.run(clock.sleep(17_002));
    expect(target.configuration().LastUpdateStatus).toBe('Successful');
    expect(new Set(['first', during, target.configuration().RevisionId]).size).toBe(3);
  });

  it.each(['update', 'publish'] as const)('in progress makes another %s a 409', (operation) => {
    const { target } = loneFunction();
    target.update(nothing);
    const act = () =>
      operation === 'update' ? target.update({ ...nothing, variables: {} }) : target.publish();
    expect(refusal(act)).toMatchObject({
      name: 'ResourceConflictException',
      $metadata: { httpStatusCode: 409 },
    });
    expect(target.configuration().Environment.Variables).toEqual({ COLOUR: 'red' });
    expect(target.allVersions()).toHaveLength(1);
  });

  it.each([
    ['six layers', { layers: layers(6) }],
    ['more than 4 KB', { variables: { A: 'x'.repeat(4_096) } }],
    ['more than 4 KB of many bytes a character', { variables: { A: 'ä'.repeat(2_048) } }],
  ])('with %s is refused, and changes nothing', (_what, change) => {
    const { target } = loneFunction();
    const refused = refusal(() => target.update({ ...nothing, ...change }));
    expect(refused).toMatchObject({ name: 'InvalidParameterValueException' });
    expect(target.configuration()).toEqual(configuration);
  });

  it('takes five layers and exactly 4 KB', () => {
    const { target } = loneFunction();
    const change = { ...nothing, layers: layers(5), variables: { A: 'x'.repeat(4_095) } };
    expect(target.update(change).Layers).toHaveLength(5);
  });
});

describe('a revision that is not the latest', () => {
  it.each<[string, (target: ReturnType<typeof loneFunction>['target']) => unknown]>([
    ['an update', (target) => target.update({ ...nothing, revisionId: 'old' })],
    ['a publication', (target) => target.publish('old')],
    ['the move of an alias', (target) => target.pointAlias('live', '1', 'old')],
  ])('makes %s a 412, and nothing is changed', (_what, act) => {
    const { target } = loneFunction();
    target.publish();
    const alias = target.pointAlias('live', '1');
    expect(refusal(() => act(target))).toMatchObject({
      name: 'PreconditionFailedException',
      $metadata: { httpStatusCode: 412 },
    });
    expect(target.configuration()).toEqual(configuration);
    expect(target.alias('live')).toEqual(alias);
    expect(target.allVersions()).toHaveLength(2);
  });

  it('is told by the one that was read last', () => {
    const { target } = loneFunction();
    expect(() => target.update({ ...nothing, revisionId: 'first' })).not.toThrow();
  });
});

describe('a published version', () => {
  it('is a copy that never changes', async () => {
    const { target, clock } = loneFunction();
    expect(target.publish('first')).toMatchObject({ Version: '1', FunctionArn: `${ARN}:1` });
    target.update({ ...nothing, variables: { SHAPE: 'round' } });
    await clock.run(clock.sleep(20_001));
    expect(target.publish().Version).toBe('2');
    expect(target.configuration('1').Environment.Variables).toEqual({ COLOUR: 'red' });
    expect(target.configuration('2').Environment.Variables).toEqual({ SHAPE: 'round' });
  });

  it('is the last one again where nothing has changed since', () => {
    const { target } = loneFunction();
    expect([target.publish().Version, target.publish().Version]).toEqual(['1', '1']);
    expect(target.allVersions().map(({ Version }) => Version)).toEqual(['$LATEST', '1']);
  });

  it('has a number that is not used again after it was deleted', () => {
    const { target } = loneFunction();
    target.publish();
    target.deleteVersion('1');
    expect(target.publish().Version).toBe('2');
    expect(refusal(() => target.configuration('1'))).toMatchObject({ name: 'ResourceNotFoundException' });
  });

  it('cannot be deleted while an alias points at it', () => {
    const { target } = loneFunction();
    target.publish();
    target.pointAlias('live', '1');
    const refused = refusal(() => target.deleteVersion('1'));
    expect(refused).toMatchObject({ name: 'ResourceConflictException', $metadata: { httpStatusCode: 409 } });
    expect(target.configuration('live').Version).toBe('1');
  });

  it.each(['$LATEST', 'live', '7'])('is what can be deleted, and %s is none', (qualifier) => {
    const { target } = loneFunction();
    target.publish();
    target.pointAlias('live', '1');
    expect(() => target.deleteVersion(qualifier)).toThrow();
    expect(target.allVersions()).toHaveLength(2);
  });
});

describe('an alias', () => {
  it('stands for the version that it points at, and has a new revision after each move', () => {
    const { target } = loneFunction();
    target.publish();
    const { RevisionId: before } = target.pointAlias('live', '1');
    expect(target.configuration('live')).toBe(target.configuration('1'));
    expect(target.pointAlias('live', '$LATEST', before).RevisionId).not.toBe(before);
    expect(target.configuration('live').Version).toBe('$LATEST');
  });

  it.each(['1', 'live'])('cannot point at %s where that is no version', (version) => {
    const { target } = loneFunction();
    expect(() => target.pointAlias('live', version)).toThrow('Function not found');
    expect(() => target.alias('live')).toThrow('Function not found');
  });
});

describe('a permission', () => {
  it('is given to one qualifier, and to no other', () => {
    const { target } = loneFunction();
    target.permit('live', { principal: 'apigateway.amazonaws.com', sourceArn: '*' });
    expect(target.permissionsOn('live')).toHaveLength(1);
    expect(target.permissionsOn('$LATEST')).toEqual([]);
    expect(target.permissionsOn('1')).toEqual([]);
  });
});

describe('the description of a function', () => {
  it('leaves Environment and Layers out where there are none', () => {
    const { target } = loneFunction({ Environment: { Variables: {} }, Layers: [] });
    expect(described(target.configuration())).not.toHaveProperty('Environment');
    expect(described(target.configuration())).not.toHaveProperty('Layers');
  });

  it('has them where there are some', () => {
    const { target } = loneFunction({ Layers: [{ Arn: 'arn:layer' }] });
    expect(described(target.configuration())).toMatchObject({
      Environment: { Variables: { COLOUR: 'red' } },
      Layers: [{ Arn: 'arn:layer' }],
    });
  });
});
