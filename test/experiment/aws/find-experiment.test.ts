import { findExperiment } from '../../../experiment/aws/find-experiment';
import { FakeAws } from '../support/fake-aws';
import { us } from '../support/lab';

const ASKED = Date.UTC(2026, 0, 1, 12);
const OURS = { GameDay: 'this one' };

const experiment = (
  id: string,
  seconds: number,
  tags?: Readonly<Record<string, string>>,
  experimentTemplateId = us.experimentTemplateId,
) => ({ id, experimentTemplateId, creationTime: new Date(ASKED + seconds * 1000), tags });

function find(untaggedSince: number | null, ...pages: readonly (readonly object[])[]) {
  const aws = new FakeAws().on('ListExperiments', ({ nextToken }) => {
    const page = Number(nextToken ?? 0);
    return { experiments: pages[page], nextToken: page + 1 < pages.length ? String(page + 1) : undefined };
  });
  return findExperiment(aws.clients.fis('us-east-1'), us, { gameDay: 'this one', untaggedSince });
}

describe('the experiment of a game day', () => {
  it('is the one with its tag, on whatever page it stands, and whenever it was made by the clocks', async () => {
    const pages = [
      [experiment('EXPlater', 600), experiment('EXPother', 1, { GameDay: 'another' })],
      [experiment('EXPours', -7200, OURS)],
    ];
    await expect(find(null, ...pages)).resolves.toBe('EXPours');
  });

  it('is none of another template, whose tag somebody else may have set; but it is looked at, where it is not to be stopped', async () => {
    const other = [experiment('EXPother', 1, OURS, 'EXTother')];
    await expect(find(null, other)).resolves.toBeNull();
    const aws = new FakeAws().on('ListExperiments', () => ({ experiments: other }));
    const asked = { gameDay: 'this one', untaggedSince: null, ofAnyTemplate: true };
    await expect(findExperiment(aws.clients.fis('us-east-1'), us, asked)).resolves.toBe('EXPother');
  });

  it("is none of somebody else's, of the same template and the same moment", async () => {
    const others = [experiment('EXPuntagged', 1), experiment('EXPother', 1, { GameDay: 'another' })];
    await expect(find(null, others)).resolves.toBeNull();
  });
});

describe('the experiment of a game day that an older version began, which tagged none', () => {
  it('is the first of the template without a tag that was made since then', async () => {
    const pages = [[experiment('EXPold', -3600), experiment('EXPlater', 600)], [experiment('EXPfound', 2)]];
    await expect(find(ASKED, ...pages)).resolves.toBe('EXPfound');
  });

  it('may seem to be a little older than the request: the clocks of two machines differ', async () => {
    await expect(find(ASKED, [experiment('EXPfound', -30)])).resolves.toBe('EXPfound');
  });

  it("is none of an earlier game day, of another template, of unknown age, or with another's tag", async () => {
    const { id, experimentTemplateId } = experiment('EXP1', 0);
    const others = [
      experiment('EXP2', -180),
      experiment('EXP3', 5, undefined, 'EXTother'),
      { id, experimentTemplateId },
      experiment('EXP4', 5, { GameDay: 'another' }),
    ];
    await expect(find(ASKED, others)).resolves.toBeNull();
  });
});
