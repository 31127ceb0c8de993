import { AwsError } from '../../../rehearsal/aws/error';
import { attachment, attachmentArchives } from '../support/attachment';
import { pythonPool } from '../support/scripts';

const python = pythonPool();
const folder = attachmentArchives();

/** Runs the document in that mode, and stops it at its nth call of Lambda. */
async function stoppedAt(lab: ReturnType<typeof attachment>, mode: 'ENABLED' | 'DISABLED', nth: number) {
  const { clock, begin, end, stop, tellCalls, asked } = lab;
  const from = asked.length;
  const run = async (): Promise<{ status: string }> => {
    const id = await begin(mode);
    tellCalls((count) => {
      // After the last call it may have ended before it could be stopped.
      if (count - from === nth) clock.watch(stop(id).catch(() => undefined));
    });
    return end(id);
  };
  const { status } = await clock.run(run());
  tellCalls(() => undefined);
  return status;
}

describe('a document that is stopped between any two of its calls', () => {
  it('while it attaches: a detach restores the function', async () => {
    const statuses: string[] = [];
    for (let nth = 1; statuses.at(-1) !== 'Success' && nth < 100; nth += 1) {
      const lab = attachment(python, folder);
      const original = lab.state();
      statuses.push(await stoppedAt(lab, 'ENABLED', nth));
      await expect(lab.detach()).resolves.toMatchObject({ status: 'Success' });
      expect(lab.state()).toEqual(original);
    }
    expect(statuses.length).toBeGreaterThan(8);
    expect(new Set(statuses.slice(0, -1))).toEqual(new Set(['Cancelled']));
  });

  it('while it detaches: another detach finishes the work', async () => {
    const statuses: string[] = [];
    for (let nth = 1; statuses.at(-1) !== 'Success' && nth < 100; nth += 1) {
      const lab = attachment(python, folder);
      const original = lab.state();
      await lab.attach();
      statuses.push(await stoppedAt(lab, 'DISABLED', nth));
      await expect(lab.detach()).resolves.toMatchObject({ status: 'Success' });
      expect(lab.state()).toEqual(original);
    }
    expect(statuses.length).toBeGreaterThan(5);
  });

  it("while it lets a colleague's release lose the fault: another detach finishes the work", async () => {
    const statuses: string[] = [];
    for (let nth = 1; statuses.at(-1) !== 'Success' && nth < 100; nth += 1) {
      const lab = attachment(python, folder);
      const { variables, layers } = lab.state();
      await lab.attach();
      const code = { sha256: 'theirs', text: 'exports.handler = () => 2;' };
      lab.target.update({ revisionId: undefined, variables: undefined, layers: undefined, code });
      await lab.clock.run(lab.clock.sleep(20_001));
      lab.target.pointAlias('live', lab.target.publish().Version);
      statuses.push(await stoppedAt(lab, 'DISABLED', nth));
      await expect(lab.detach()).resolves.toMatchObject({ status: 'Success' });
      expect(lab.state()).toEqual({ variables, layers, alias: '4', versions: ['$LATEST', '1', '4'] });
      expect(lab.target.configuration('live').CodeSha256).toBe('theirs');
    }
    expect(statuses.length).toBeGreaterThan(10);
  });
});

describe('a document that is in the way of another', () => {
  it('attaches and detaches at once, and a last detach restores the function', async () => {
    const lab = attachment(python, folder);
    const original = lab.state();
    const both = async () => {
      const ids = [await lab.begin('ENABLED'), await lab.begin('DISABLED')];
      return Promise.all(ids.map((id) => lab.end(id)));
    };
    await lab.clock.run(both());
    await expect(lab.detach()).resolves.toMatchObject({ status: 'Success' });
    expect(lab.state()).toEqual(original);
  });

  it.each([
    'ResourceConflictException',
    'PreconditionFailedException',
    'ResourceNotFoundException',
    'TooManyRequestsException',
    'ServiceException',
  ])('tries again after %s, and succeeds', async (code) => {
    const lab = attachment(python, folder);
    refuseUpdates(lab, code, 3);
    await expect(lab.attach()).resolves.toMatchObject({ status: 'Success' });
    expect(lab.state().alias).toBe('2');
  });

  it('waits between its tries, as long as Lambda takes for an update', async () => {
    const lab = attachment(python, folder);
    const until = lab.clock.now() + 20_000;
    lab.controls.beforeCalls(({ operation }) =>
      operation === 'UpdateFunctionConfiguration' && lab.clock.now() < until
        ? Promise.reject(new AwsError('ResourceConflictException', 'not now'))
        : undefined,
    );
    await expect(lab.attach()).resolves.toMatchObject({ status: 'Success' });
  });

  it('gives up in the end, fails, and says why', async () => {
    const lab = attachment(python, folder);
    const original = lab.state();
    refuseUpdates(lab, 'ResourceConflictException', Infinity);
    const end = await lab.attach();
    expect(end.status).toBe('Failed');
    expect(end.message).toContain('ResourceConflictException');
    expect(lab.state()).toEqual(original);
  });

  it('does not try again where it may not', async () => {
    const lab = attachment(python, folder);
    refuseUpdates(lab, 'AccessDeniedException', Infinity);
    await expect(lab.attach()).resolves.toMatchObject({ status: 'Failed' });
    expect(lab.changes()).toEqual(['UpdateFunctionConfiguration']);
  });
});

/** Lets Lambda refuse the next updates. */
function refuseUpdates({ controls }: ReturnType<typeof attachment>, code: string, count: number): void {
  let left = count;
  controls.beforeCalls(({ operation }) => {
    if (operation !== 'UpdateFunctionConfiguration') return undefined;
    left -= 1;
    return left >= 0 ? Promise.reject(new AwsError(code, 'not now')) : undefined;
  });
}
