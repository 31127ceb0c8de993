import { PREFLIGHT_NAMES } from '../../../../experiment/journal/preflight-result';
import { labs, notPassed } from '../support';

const deploy = labs();
const OTHERS = PREFLIGHT_NAMES.slice(1);

describe('the credentials', () => {
  it.each([
    ['CredentialsProviderError', 'Could not load credentials from any providers'],
    ['ExpiredTokenException', 'The security token included in the request is expired'],
    ['InvalidClientTokenId', 'The security token included in the request is invalid.'],
    ['AccessDenied', 'User: arn:aws:iam::1:user/a is not authorized to perform: sts:AssumeRole'],
  ])('are not there, or not taken (%s): nothing else is asked', async (name, message) => {
    const lab = await deploy();
    lab.refuse('GetCallerIdentity', name, message);
    const [credentials, ...others] = await lab.preflight();
    expect(credentials).toEqual({
      name: 'credentials',
      passed: false,
      measured: `${name}: ${message}`,
      advice:
        'log in to account 123456789012: name a profile of it in AWS_PROFILE and, with single sign-on, run `aws sso login`',
      forced: false,
    });
    expect(others.map((other) => other.name)).toEqual(OTHERS);
    for (const other of others)
      expect(other).toMatchObject({ passed: null, measured: 'not checked: no usable credentials' });
    expect(lab.asked).toEqual(['sts:GetCallerIdentity']);
  });

  it('are of another account: nothing of that account is looked at or called', async () => {
    const lab = await deploy();
    lab.answer('GetCallerIdentity', () => ({
      Account: '999999999999',
      Arn: 'arn:aws:iam::999999999999:user/a',
    }));
    const [credentials, ...others] = await lab.preflight();
    expect(credentials).toMatchObject({
      passed: false,
      measured:
        'account 999999999999 as arn:aws:iam::999999999999:user/a, and the lab is deployed in 123456789012',
    });
    expect(credentials?.advice).toContain('log in to account 123456789012');
    expect(new Set(others.map(({ measured }) => measured))).toEqual(
      new Set(['not checked: the credentials are of another account']),
    );
    expect(lab.asked).toEqual(['sts:GetCallerIdentity']);
  });

  it('cannot be forced: nothing could be stopped or restored with them', async () => {
    const lab = await deploy();
    lab.answer('GetCallerIdentity', () => ({ Account: '999999999999', Arn: 'arn:a' }));
    const results = await lab.preflight({ force: ['credentials'] });
    expect(results.filter(({ forced }) => forced)).toEqual([]);
    expect(lab.asked).toEqual(['sts:GetCallerIdentity']);
  });

  it('are not known where STS cannot be reached, which says nothing about the other services', async () => {
    const lab = await deploy();
    lab.answer('GetCallerIdentity', () => {
      throw Object.assign(new AggregateError([]), { code: 'ECONNREFUSED' });
    });
    const results = await lab.preflight();
    expect(notPassed(results)).toEqual(['credentials']);
    expect(results[0]).toMatchObject({ passed: null, measured: 'ECONNREFUSED' });
  });

  describe('from the environment, which nobody can renew', () => {
    const ENDS_IN = (minutes: number | null) => ({ isFromEnvironment: true, isTemporary: true, minutes });

    it.each([
      [ENDS_IN(null), true, ': when they end is not known', ''],
      [ENDS_IN(40), true, 'Z, in 40 min', ''],
      [
        ENDS_IN(20),
        false,
        'Z, in 20 min',
        'take credentials that last longer, or a profile (AWS_PROFILE), which is read again',
      ],
    ])('say so, with their end: %j', async ({ minutes: end, ...facts }, passed, words, advice) => {
      const lab = await deploy();
      const expiresAt = end === null ? null : lab.world.clock.now() + end * 60_000 + 30_000;
      lab.credentials = { ...facts, expiresAt };
      const [credentials] = await lab.preflight({ minutes: 25 });
      expect(credentials).toMatchObject({ name: 'credentials', passed, advice });
      expect(credentials?.measured).toContain(
        '; they are from the environment, where nobody can renew them, and the game day takes about 25 min: ',
      );
      expect(credentials?.measured.endsWith(words)).toBe(true);
    });

    it.each([
      ['do not end', { isFromEnvironment: true, isTemporary: false, expiresAt: null }, 25],
      ['can be read again', { isFromEnvironment: false, isTemporary: true, expiresAt: 0 }, 25],
      ['are not needed for long', { isFromEnvironment: true, isTemporary: true, expiresAt: 0 }, undefined],
    ])('say nothing where they %s', async (_what, facts, minutes) => {
      const lab = await deploy();
      lab.credentials = facts;
      const [credentials] = await lab.preflight(minutes === undefined ? {} : { minutes });
      expect(credentials).toMatchObject({
        passed: true,
        measured: 'account 123456789012 as arn:aws:iam::123456789012:user/operator',
      });
    });
  });
});
