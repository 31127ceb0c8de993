import { FAULT_NOTE } from '../../../experiment/fault/snapshot';
import { attachment, attachmentArchives } from '../support/attachment';
import { pythonPool } from '../support/scripts';

const python = pythonPool();
const folder = attachmentArchives();

type Lab = ReturnType<typeof attachment>;

/** An update takes Lambda 20 s at most, here. */
const UPDATE_MS = 20_001;

/** Somebody else changes something between what the document has read and its first call of that operation. */
function meanwhile({ controls, clock }: Lab, operation: string, change: () => void): void {
  let isDone = false;
  controls.beforeCalls((request) => {
    if (isDone || request.operation !== operation) return undefined;
    isDone = true;
    change();
    return clock.sleep(UPDATE_MS);
  });
}

/** Somebody else adds a variable. */
function addVariable({ target }: Lab): void {
  const variables = { ...target.configuration().Environment.Variables, SHAPE: 'round' };
  target.update({ revisionId: undefined, variables, layers: undefined });
}

/** A function with a second version, which differs from the first and is the one that is served. */
async function released(): Promise<Lab> {
  const lab = attachment(python, folder);
  addVariable(lab);
  await lab.clock.run(lab.clock.sleep(UPDATE_MS));
  lab.target.publish();
  lab.target.pointAlias('live', '2');
  return lab;
}

describe('what somebody else changes while the document', () => {
  it('attaches is not undone, nor taken for what was there before', async () => {
    const lab = attachment(python, folder);
    meanwhile(lab, 'UpdateFunctionConfiguration', () => addVariable(lab));
    await lab.attach();
    expect(lab.state().variables).toMatchObject({ SHAPE: 'round' });
    await lab.detach();
    expect(lab.state().variables).toEqual({ COLOUR: 'red', SHAPE: 'round' });
  });

  it('detaches is not undone', async () => {
    const lab = attachment(python, folder);
    await lab.attach();
    meanwhile(lab, 'UpdateFunctionConfiguration', () => addVariable(lab));
    await expect(lab.detach()).resolves.toMatchObject({ status: 'Success' });
    expect(lab.state()).toMatchObject({ variables: { COLOUR: 'red', SHAPE: 'round' }, alias: '1' });
  });

  it('publishes is not put into service', async () => {
    const lab = attachment(python, folder);
    meanwhile(lab, 'PublishVersion', () =>
      // Among other things it takes the fault away.
      lab.target.update({ revisionId: undefined, variables: { SHAPE: 'round' }, layers: lab.own }),
    );
    await lab.attach();
    const served = lab.target.configuration('live');
    expect(served.Version === '1' || FAULT_NOTE in served.Environment.Variables).toBe(true);
    await lab.detach();
    expect(lab.state()).toMatchObject({ variables: { SHAPE: 'round' }, alias: '1' });
  });

  it('publishes is not put into service where it carries the fault, either', async () => {
    const lab = attachment(python, folder);
    const { CodeSha256: released } = lab.target.configuration('1');
    const code = { sha256: 'not released', text: '' };
    meanwhile(lab, 'PublishVersion', () =>
      lab.target.update({ revisionId: undefined, variables: undefined, layers: undefined, code }),
    );
    await expect(lab.attach()).resolves.toMatchObject({
      status: 'Failed',
      message: expect.stringContaining('code') as string,
    });
    expect(lab.target.configuration('live').CodeSha256).toBe(released);
    expect(lab.state()).toMatchObject({ alias: '1', versions: ['$LATEST', '1'] });
  });
});

it('says so where another execution takes the fault away while it attaches, and publishes nothing', async () => {
  const lab = attachment(python, folder);
  lab.controls.afterCalls(({ operation }) => {
    if (operation === 'UpdateFunctionConfiguration') {
      meanwhile(lab, 'GetFunctionConfiguration', () =>
        lab.clock.after(UPDATE_MS - 1, () =>
          lab.target.update({ revisionId: undefined, variables: { COLOUR: 'red' }, layers: lab.own }),
        ),
      );
    }
  });
  const end = await lab.attach();
  expect(end.status).toBe('Failed');
  expect(end.message).toContain('another execution took the fault away while it was being attached');
  expect(lab.state()).toMatchObject({ alias: '1', versions: ['$LATEST', '1'] });
});

describe('an alias that somebody else moves while the document', () => {
  it('attaches stays where it was moved to, and the document fails', async () => {
    const lab = await released();
    meanwhile(lab, 'UpdateAlias', () => lab.target.pointAlias('live', '1'));
    const end = await lab.attach();
    expect(end).toMatchObject({
      status: 'Failed',
      message: expect.stringContaining('is not what it was when the fault was noted: detach first') as string,
    });
    expect(lab.state().alias).toBe('1');
    await lab.detach();
    expect(lab.state()).toMatchObject({ alias: '1', versions: ['$LATEST', '1', '2'] });
  });

  it('detaches stays where it was moved to', async () => {
    const lab = await released();
    await lab.attach();
    meanwhile(lab, 'UpdateAlias', () => lab.target.pointAlias('live', '1'));
    await expect(lab.detach()).resolves.toMatchObject({ status: 'Success' });
    expect(lab.state()).toMatchObject({ alias: '1', versions: ['$LATEST', '1', '2'] });
  });
});

describe('an update that is under way', () => {
  it('does not keep customers waiting for the end of the fault: the alias is moved back at once', async () => {
    const lab = attachment(python, folder);
    await lab.attach();
    addVariable(lab);
    const during: string[] = [];
    lab.controls.afterCalls(({ operation }) => {
      if (operation === 'UpdateAlias') during.push(lab.target.configuration().LastUpdateStatus);
    });
    await lab.detach();
    expect(during).toEqual(['InProgress']);
    expect(lab.state().variables).toEqual({ COLOUR: 'red', SHAPE: 'round' });
  });

  it('is waited for, and not run into', async () => {
    const lab = attachment(python, folder);
    lab.target.update({ revisionId: undefined, variables: undefined, layers: undefined });
    await expect(lab.attach()).resolves.toMatchObject({ status: 'Success' });
    expect(lab.changes()).toEqual(['UpdateFunctionConfiguration', 'PublishVersion', 'UpdateAlias']);
  });
});

it('attaches to an alias only as it was when the fault was noted', async () => {
  const lab = attachment(python, folder);
  await lab.attach({ AliasName: '' });
  const end = await lab.attach();
  expect(end.status).toBe('Failed');
  expect(end.message).toContain('is not what it was when the fault was noted: detach first');
  expect(lab.state().alias).toBe('1');
});
