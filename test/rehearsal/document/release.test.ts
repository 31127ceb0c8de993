import type { Update } from '../../../rehearsal/services/lambda/function';
import { attachment, attachmentArchives } from '../support/attachment';
import { pythonPool } from '../support/scripts';

const python = pythonPool();
const folder = attachmentArchives();
const SUCCESS = { status: 'Success', message: '' };

/** An update takes Lambda 20 s at most, here. */
const UPDATE_MS = 20_001;

type Lab = ReturnType<typeof attachment>;

/** A function with the fault, and a colleague who does not know of it. */
async function withColleague(parameters: object = {}) {
  const lab = attachment(python, folder);
  await lab.attach(parameters);
  const original = { variables: { COLOUR: 'red' }, layers: lab.own };
  return { ...lab, ...colleagueOf(lab), original };
}

function colleagueOf({ target, clock }: Lab) {
  const change = (update: Partial<Update>): Promise<void> => {
    target.update({ revisionId: undefined, variables: undefined, layers: undefined, ...update });
    return clock.run(clock.sleep(UPDATE_MS));
  };
  const upload = (sha256: string) => change({ code: { sha256, text: 'exports.handler = () => 2;' } });
  const setVariables = (own: Readonly<Record<string, string>>) =>
    change({ variables: { ...target.configuration().Environment.Variables, ...own } });
  /** Publishes, and moves the alias. */
  const release = (): string => {
    const { Version } = target.publish();
    target.pointAlias('live', Version);
    return Version;
  };
  const served = () => {
    const { CodeSha256: code, Environment, Layers } = target.configuration('live');
    return { code, variables: Environment.Variables, layers: Layers.map(({ Arn }) => Arn) };
  };
  return { change, upload, setVariables, release, served };
}

describe('what a colleague releases while the fault is attached', () => {
  it('stays in service without the fault, as a later version than theirs, which is deleted', async () => {
    const { upload, release, detach, served, original, state, changes } = await withColleague();
    await upload('theirs');
    release();
    const { length } = changes();
    await expect(detach()).resolves.toEqual(SUCCESS);
    expect(changes().slice(length)).toEqual([
      'UpdateFunctionConfiguration',
      'PublishVersion',
      'UpdateAlias',
      'DeleteFunction',
      'DeleteFunction',
    ]);
    expect(served()).toEqual({ code: 'theirs', ...original });
    expect(state()).toEqual({ ...original, alias: '4', versions: ['$LATEST', '1', '4'] });
  });

  it('may be variables alone', async () => {
    const { setVariables, release, detach, served, original } = await withColleague();
    await setVariables({ SHAPE: 'round' });
    release();
    await expect(detach()).resolves.toEqual(SUCCESS);
    expect(served().variables).toEqual({ ...original.variables, SHAPE: 'round' });
  });

  it('is left as it is where $LATEST has moved on: the document fails, and says until when', async () => {
    const { upload, release, detach, served, target, state, original } = await withColleague();
    await upload('theirs');
    const version = release();
    await upload('not released');
    const end = await detach();
    expect(end.status).toBe('Failed');
    const expiry = target.configuration(version).Environment.Variables.CHAOS_EXTENSION__EXPIRES_AT ?? 'never';
    expect(end.message).toContain(
      `hello: version ${version}, which somebody else published with the fault, cannot be replaced, because $LATEST without the fault ` +
        `differs from it in code: it is left as it is; alias live goes on serving it; it injects nothing after ${expiry}. `,
    );
    expect(served().code).toBe('theirs');
    // What attach did is undone all the same.
    expect(state()).toEqual({ ...original, alias: version, versions: ['$LATEST', '1', version] });
  });

  it('is left as it is where $LATEST has moved on in configuration alone, whose values are not told', async () => {
    const { setVariables, release, detach, served } = await withColleague();
    await setVariables({ SHAPE: 'round' });
    release();
    await setVariables({ SHAPE: 'square', TOKEN: 'secret' });
    const end = await detach();
    expect(end.message).toContain('differs from it in variables (SHAPE, TOKEN): it is left');
    expect(end.message).not.toContain('secret');
    expect(served().variables).toMatchObject({ SHAPE: 'round' });
  });

  it('and replaces by another release is not deleted: the document fails, and says so', async () => {
    const { upload, release, detach, served, original, state } = await withColleague();
    await upload('first');
    release();
    await upload('second');
    release();
    const end = await detach();
    expect(end.message).toContain('hello: version 3, which somebody else published');
    expect(end.message).toContain('; alias live does not serve it;');
    expect(served()).toEqual({ code: 'second', ...original });
    expect(state()).toEqual({ ...original, alias: '5', versions: ['$LATEST', '1', '3', '5'] });
  });

  it('and has not put into service yet is there without the fault, and serves nobody', async () => {
    const { upload, target, detach, served, state, original } = await withColleague();
    const code = target.configuration('1').CodeSha256;
    await upload('theirs');
    target.publish();
    await expect(detach()).resolves.toEqual(SUCCESS);
    expect(served()).toEqual({ code, ...original });
    expect(target.configuration('4')).toMatchObject({ CodeSha256: 'theirs' });
    expect(state()).toEqual({ ...original, alias: '1', versions: ['$LATEST', '1', '4'] });
  });

  it('without the fault, as an apply does, is not touched', async () => {
    const { change, upload, release, detach, served, state, original, changes } = await withColleague();
    await change(original);
    await upload('theirs');
    release();
    const { length } = changes();
    await expect(detach()).resolves.toEqual(SUCCESS);
    expect(changes().slice(length)).toEqual(['DeleteFunction']);
    expect(served()).toEqual({ code: 'theirs', ...original });
    expect(state()).toEqual({ ...original, alias: '3', versions: ['$LATEST', '1', '3'] });
  });

  it('from $LATEST that was attached without an alias stays in service without the fault', async () => {
    const { upload, release, detach, served, original } = await withColleague({ AliasName: '' });
    await upload('theirs');
    release();
    await expect(detach()).resolves.toEqual(SUCCESS);
    expect(served()).toEqual({ code: 'theirs', ...original });
  });

  it('from $LATEST that was attached without an alias is named where it cannot be replaced', async () => {
    const { upload, release, detach } = await withColleague({ AliasName: '' });
    await upload('theirs');
    release();
    await upload('not released');
    const end = await detach();
    expect(end.message.split('\n').at(-1)).toMatch(
      /^RuntimeError: hello: version 2, which somebody else published/,
    );
  });
});

describe('where a colleague', () => {
  it('has deleted the version that was served before, the same is published again', async () => {
    const { target, detach, served, original, state } = await withColleague();
    const { code } = served();
    target.deleteVersion('1');
    await expect(detach()).resolves.toEqual(SUCCESS);
    expect(served()).toEqual({ code, ...original });
    expect(state()).toEqual({ ...original, alias: '3', versions: ['$LATEST', '3'] });
  });

  it('has another alias serve the version with the fault, that one is not moved, and the document fails', async () => {
    const { target, detach, state, original } = await withColleague();
    target.pointAlias('beta', '2');
    const end = await detach();
    expect(end.message).toContain('the alias beta points at version 2');
    expect(target.alias('beta').FunctionVersion).toBe('2');
    expect(state()).toMatchObject({ ...original, alias: '1' });
  });

  it('changes the function right before it is published, what they changed is not put into service', async () => {
    const lab = await withColleague();
    await lab.upload('theirs');
    const version = lab.release();
    rightBefore(lab, 'PublishVersion', () =>
      lab.target.update({
        revisionId: undefined,
        variables: undefined,
        layers: undefined,
        code: { sha256: 'not released', text: '' },
      }),
    );
    const end = await lab.detach();
    expect(end.message).toContain(`alias live goes on serving it`);
    expect(lab.state()).toMatchObject({ alias: version, versions: ['$LATEST', '1', version] });
  });

  it('moves the alias right before it is moved, it stays where they move it to', async () => {
    const lab = await withColleague();
    await lab.upload('theirs');
    lab.release();
    rightBefore(lab, 'UpdateAlias', () => lab.target.pointAlias('live', '1'));
    await expect(lab.detach()).resolves.toEqual(SUCCESS);
    expect(lab.state()).toMatchObject({ alias: '1', versions: ['$LATEST', '1', '4'] });
  });

  it('points the alias at $LATEST, it stays there', async () => {
    const { target, detach, state, original } = await withColleague();
    target.pointAlias('live', '$LATEST');
    await expect(detach()).resolves.toEqual(SUCCESS);
    expect(state()).toEqual({ ...original, alias: '$LATEST', versions: ['$LATEST', '1'] });
  });

  it('points the alias at an older version, it stays there', async () => {
    const { target, detach, state, original } = await withColleague();
    target.pointAlias('live', '1');
    await expect(detach()).resolves.toEqual(SUCCESS);
    expect(state()).toEqual({ ...original, alias: '1', versions: ['$LATEST', '1'] });
  });
});

it('changes nothing more where it detaches a second time', async () => {
  const { upload, release, detach, changes } = await withColleague();
  await upload('theirs');
  release();
  await detach();
  const once = changes();
  await expect(detach()).resolves.toEqual(SUCCESS);
  expect(changes()).toEqual(once);
});

/** Somebody changes something once, right before the document's first call of that operation, and that is done. */
function rightBefore({ controls, clock }: Lab, operation: string, change: () => unknown): void {
  let isDone = false;
  controls.beforeCalls((request) => {
    if (isDone || request.operation !== operation) return undefined;
    isDone = true;
    change();
    return clock.sleep(UPDATE_MS);
  });
}
