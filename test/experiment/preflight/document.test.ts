import { labs, onlyFailure } from './support';

const deploy = labs();

/** The document as Systems Manager describes it, with changes. */
async function describedAs(change: object) {
  const lab = await deploy();
  const { documentName: Name } = lab.us;
  const { Document } = await lab.ask<{ Document: object }>('ssm', 'us-east-1', 'DescribeDocument', { Name });
  lab.answer('DescribeDocument', () => ({ Document: { ...Document, ...change } }));
  return onlyFailure(await lab.preflight());
}

describe('the document', () => {
  it.each([
    ['Creating', 'wait until it is Active'],
    ['Updating', 'wait until it is Active'],
    ['Failed', 'deploy the lab again'],
    ['Deleting', 'deploy the lab again'],
  ])('that is %s cannot be run', async (Status, advice) => {
    const result = await describedAs({ Status });
    expect(result).toMatchObject({ name: 'document', passed: false, advice });
    expect(result.measured).toMatch(
      new RegExp(`^chaos-lab-chaos-extension is ${Status}, type Automation, version 1, Sha256 `),
    );
  });

  it('of another type is none of the lab', async () => {
    const result = await describedAs({ DocumentType: 'Command' });
    expect(result).toMatchObject({ name: 'document', passed: false });
    expect(result.measured).toContain('type Command');
    expect(result.advice).toContain('which is no Automation document');
  });
});
