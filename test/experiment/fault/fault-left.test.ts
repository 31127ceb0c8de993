import { faultLeftWords, isClean, readFaults, type TargetFault } from '../../../experiment/fault/fault-left';
import { FakeAws } from '../support/fake-aws';
import { deployment, us } from '../support/lab';

const clean: TargetFault = {
  functionName: 'lab-hello',
  served: false,
  latest: false,
  versions: [],
  unreadable: [],
  expiresAt: null,
  servedBefore: null,
};
const NOTE = {
  CHAOS_EXTENSION__RESTORE: '{"version":"1"}',
  CHAOS_EXTENSION__EXPIRES_AT: '2026-01-01T12:30:00Z',
};

describe('a target', () => {
  it('is clean only when it is known that nothing of it carries the fault', () => {
    expect(isClean(clean)).toBe(true);
    expect(isClean({ ...clean, served: true })).toBe(false);
    expect(isClean({ ...clean, latest: true })).toBe(false);
    expect(isClean({ ...clean, versions: ['2'] })).toBe(false);
    expect(isClean({ ...clean, unreadable: ['2'] })).toBe(false);
  });

  it('is read: what is served and until when, $LATEST, and the versions that were left behind', async () => {
    const aws = new FakeAws()
      .on('GetFunctionConfiguration', ({ FunctionName, Qualifier }) => ({
        Environment: { Variables: FunctionName === 'lab-hello' && Qualifier === 'live' ? NOTE : {} },
      }))
      .on('ListVersionsByFunction', ({ FunctionName }) => ({
        Versions: [
          { Version: '$LATEST' },
          { Version: '1' },
          { Version: '2', Environment: { Variables: FunctionName === 'lab-hello' ? NOTE : {} } },
        ],
      }));
    await expect(readFaults({ clients: aws.clients, deployment }, us)).resolves.toEqual([
      {
        functionName: 'lab-hello',
        served: true,
        latest: false,
        versions: ['2'],
        unreadable: [],
        expiresAt: '2026-01-01T12:30:00Z',
        servedBefore: { version: '1', weights: {} },
      },
      { ...clean, functionName: 'lab-health' },
    ]);
  });

  it('is not known where it has the layer of the extension, and its variables cannot be read', async () => {
    const version = (Version: string, layer?: string) => ({
      Version,
      Environment: { Error: { ErrorCode: 'AccessDeniedException' } },
      Layers: layer === undefined ? [] : [{ Arn: layer }],
    });
    const older = us.layerArn.replace(/\d+$/, '7');
    const aws = new FakeAws()
      .on('GetFunctionConfiguration', ({ FunctionName, Qualifier }) =>
        FunctionName === 'lab-hello' && Qualifier === 'live' ? version('3', us.layerArn) : version('$LATEST'),
      )
      .on('ListVersionsByFunction', ({ FunctionName }) => ({
        Versions:
          FunctionName === 'lab-hello' ? [version('1'), version('2', older), version('3', us.layerArn)] : [],
      }));
    await expect(readFaults({ clients: aws.clients, deployment }, us)).resolves.toEqual([
      { ...clean, unreadable: ['3', '2'] },
      { ...clean, functionName: 'lab-health' },
    ]);
  });
});

describe('the words about a fault that is left', () => {
  it('name the functions that keep it, until when, and what ends it', () => {
    const faults = [
      { ...clean, served: true, expiresAt: '2026-01-01T12:30:00Z' },
      { ...clean, functionName: 'lab-health' },
    ];
    expect(faultLeftWords(faults, '`npm run restore`')).toBe(
      'nothing has taken the fault away: lab-hello would keep it until 2026-01-01T12:30:00Z, when it expires by itself; ' +
        '`npm run restore` ends it',
    );
  });

  it('tell every expiry where they differ', () => {
    const faults = [
      { ...clean, served: true, expiresAt: '2026-01-01T12:30:00Z' },
      { ...clean, functionName: 'lab-health', served: true, expiresAt: '2026-01-01T12:45:00Z' },
    ];
    expect(faultLeftWords(faults, 'you')).toMatch(
      /lab-hello .* 2026-01-01T12:30:00Z.*; lab-health .* 2026-01-01T12:45:00Z/,
    );
  });

  it('do not promise an expiry that there is not', () => {
    expect(faultLeftWords([{ ...clean, served: true }], 'you')).toContain('lab-hello would keep it for ever');
  });

  it('are none where nobody meets the fault', () => {
    expect(faultLeftWords([{ ...clean, latest: true }], 'you')).toBeNull();
  });
});
