import { labs, notPassed, onlyFailure } from '../support';

const deploy = labs();

describe('the safety lever of FIS', () => {
  const move = (
    lab: Awaited<ReturnType<typeof deploy>>,
    status: string,
    reason: string,
    region = 'us-east-1',
  ) => lab.ask('fis', region, 'UpdateSafetyLeverState', { id: 'default', state: { status, reason } });

  it('keeps a game day from starting while it is engaged, and says who can disengage it, and how', async () => {
    const lab = await deploy();
    await move(lab, 'engaged', 'Black Friday');
    const { name, passed, measured, advice } = onlyFailure(await lab.preflight());
    expect([name, passed]).toEqual(['safety-lever', false]);
    expect(measured).toBe('the safety lever of FIS in us-east-1 is engaged: "Black Friday"');
    expect(advice).toContain('Who is allowed fis:UpdateSafetyLeverState can disengage it');
    expect(advice).toContain('aws fis update-safety-lever-state --region us-east-1 --id default');

    await move(lab, 'disengaged', 'over');
    expect(notPassed(await lab.preflight())).toEqual([]);
  });

  it('of another region than the one that is to fail keeps nobody from starting', async () => {
    const lab = await deploy();
    await move(lab, 'engaged', 'Black Friday', 'eu-west-1');
    expect(notPassed(await lab.preflight())).toEqual([]);
    expect(notPassed(await lab.preflight({ region: lab.eu }))).toEqual(['safety-lever']);
  });

  it.each(['engaging', 'something new'])(
    'that is neither the one nor the other is taken for engaged: %s',
    async (status) => {
      const lab = await deploy();
      lab.answer('GetSafetyLever', () => ({ safetyLever: { state: { status } } }));
      expect(onlyFailure(await lab.preflight()).measured).toBe(
        `the safety lever of FIS in us-east-1 is ${status}`,
      );
    },
  );

  it('that may not be read is not taken for disengaged', async () => {
    const lab = await deploy();
    lab.refuse('GetSafetyLever', 'AccessDeniedException', 'not authorized to perform: fis:GetSafetyLever');
    expect(onlyFailure(await lab.preflight())).toMatchObject({
      name: 'safety-lever',
      passed: null,
      advice: 'allow these credentials fis:GetSafetyLever, and run it again',
    });
  });
});
