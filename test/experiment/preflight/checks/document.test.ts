import { labs, onlyFailure } from '../support';

const deploy = labs();

/** One of the documents as Systems Manager describes it, with changes; the other as it is. */
async function describedAs(which: 'documentName' | 'detachDocumentName', change: object | null) {
  const lab = await deploy();
  const changed = lab.us[which];
  const described = new Map<unknown, object>();
  for (const Name of [lab.us.documentName, lab.us.detachDocumentName ?? '']) {
    const { Document } = await lab.ask<{ Document: object }>('ssm', 'us-east-1', 'DescribeDocument', {
      Name,
    });
    described.set(Name, Document);
  }
  lab.answer('DescribeDocument', ({ Name }) => {
    if (Name !== changed) return { Document: described.get(Name) };
    return change === null ? {} : { Document: { ...described.get(Name), ...change } };
  });
  return onlyFailure(await lab.preflight());
}

describe('a document', () => {
  it.each([
    ['Creating', 'wait until it is Active'],
    ['Updating', 'wait until it is Active'],
    ['Failed', 'deploy the lab again'],
    ['Deleting', 'deploy the lab again'],
  ])('that is %s cannot be run', async (Status, advice) => {
    const result = await describedAs('documentName', { Status });
    expect(result).toMatchObject({ name: 'document', passed: false, advice });
    expect(result.measured).toMatch(
      new RegExp(`^chaos-lab-chaos-extension is ${Status}, type Automation, version 1, Sha256 `),
    );
  });

  it('of another type is none of the lab', async () => {
    const result = await describedAs('documentName', { DocumentType: 'Command' });
    expect(result).toMatchObject({ name: 'document', passed: false });
    expect(result.measured).toContain('type Command');
    expect(result.advice).toContain('which is no Automation document');
  });

  it('that only detaches has to be there as well, or nobody would take the fault away', async () => {
    const result = await describedAs('detachDocumentName', null);
    expect(result).toMatchObject({ name: 'document', passed: false });
    expect(result.measured).toContain('there is no document chaos-lab-chaos-extension-detach in us-east-1');
  });
});
