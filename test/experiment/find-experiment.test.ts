import { findExperiment } from '../../experiment/find-experiment';
import { FakeAws } from './support/fake-aws';
import { us } from './support/lab';

const ASKED = Date.UTC(2026, 0, 1, 12);
const experiment = (id: string, seconds: number, experimentTemplateId = us.experimentTemplateId) => ({
  id,
  experimentTemplateId,
  creationTime: new Date(ASKED + seconds * 1000),
});

function find(...pages: readonly (readonly object[])[]) {
  const aws = new FakeAws().on('ListExperiments', ({ nextToken }) => {
    const page = Number(nextToken ?? 0);
    return { experiments: pages[page], nextToken: page + 1 < pages.length ? String(page + 1) : undefined };
  });
  return findExperiment(aws.clients.fis('us-east-1'), us, ASKED);
}

it('is the first of the template that was made since then, on whatever page it stands', async () => {
  const pages = [[experiment('EXPold', -3600), experiment('EXPlater', 600)], [experiment('EXPfound', 2)]];
  await expect(find(...pages)).resolves.toBe('EXPfound');
});

it('may seem to be a little older than the request: the clocks of two machines differ', async () => {
  await expect(find([experiment('EXPfound', -30)])).resolves.toBe('EXPfound');
});

it('is none of an earlier game day, of another template, or of unknown age', async () => {
  const { id, experimentTemplateId } = experiment('EXP1', 0);
  await expect(
    find([experiment('EXP2', -180), experiment('EXP3', 5, 'EXTother'), { id, experimentTemplateId }]),
  ).resolves.toBeNull();
});
