import { awsError, type FakeAws } from '../../experiment/support/fake-aws';
import { capturedOutput } from '../output';
import { restoreRuns } from './support';

const output = capturedOutput();
const prepare = restoreRuns();

describe('before anything else', () => {
  const operations = (aws: FakeAws) => aws.calls.map(({ operation }) => operation);

  it.each([
    [
      'there are none',
      awsError('CredentialsProviderError', 'Could not load credentials from any providers'),
      'no usable credentials: CredentialsProviderError: Could not load credentials from any providers; log in',
    ],
    [
      'they have expired',
      awsError('ExpiredToken', 'The security token included in the request is expired'),
      'no usable credentials: ExpiredToken: The security token included in the request is expired; log in',
    ],
  ])('says in one line that there are no usable credentials, where %s', async (_what, error, message) => {
    const { run, aws } = prepare('us-east-1/lab-hello/live');
    aws.on('GetCallerIdentity', () => {
      throw error;
    });
    await run();
    expect(process.exitCode).toBe(1);
    expect(output.stderr.startsWith(message)).toBe(true);
    expect(output.stderr).toMatch(/AWS_PROFILE .*`aws sso login`\n$/);
    expect(output.stderr.match(/\n/g)).toHaveLength(1);
    expect(operations(aws)).toEqual(['GetCallerIdentity']);
  });

  it('refuses the credentials of another account, whose functions may have the same names', async () => {
    const { run, aws } = prepare();
    aws.on('GetCallerIdentity', () => ({
      Account: '999999999999',
      Arn: 'arn:aws:iam::999999999999:user/me',
    }));
    await run();
    expect(process.exitCode).toBe(1);
    expect(output.stderr).toContain('account 999999999999');
    expect(operations(aws)).toEqual(['GetCallerIdentity']);
  });

  it('takes the fault away all the same where STS does not answer', async () => {
    const { run, aws, detached } = prepare('us-east-1/lab-hello/live');
    aws.on('GetCallerIdentity', () => {
      throw awsError('TimeoutError', 'socket hang up');
    });
    await run();
    expect(process.exitCode).toBe(0);
    expect(detached()).toHaveLength(4);
    expect(output.stderr).toContain(
      'credentials.unknown it is not known whose credentials these are: TimeoutError: socket hang up\n',
    );
  });
});
