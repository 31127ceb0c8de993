import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { GetExperimentCommand } from '@aws-sdk/client-fis';
import { GetAliasCommand } from '@aws-sdk/client-lambda';
import { awsClients } from '../../../scripts/aws/aws-clients';
import { RenewableCredentials } from '../../../scripts/aws/aws-credentials';
import { temporaryFolder } from '../../support/temporary-folder';

const folder = temporaryFolder();
const environment = { ...process.env };
/** The access keys that requests were signed with, in order. */
const signedWith: string[] = [];
let server: Server;

beforeAll(async () => {
  server = createServer(({ headers: { authorization = '' } }, response) => {
    signedWith.push(/Credential=([^/]+)/.exec(authorization)?.[1] ?? '');
    response.writeHead(200, { 'content-type': 'application/json', connection: 'close' }).end('{}');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
});
afterAll(() => server.close());

beforeEach(() => {
  signedWith.length = 0;
  for (const name of Object.keys(process.env))
    if (name.startsWith('AWS_')) Reflect.deleteProperty(process.env, name);
  Object.assign(process.env, {
    AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true',
    AWS_EC2_METADATA_DISABLED: 'true',
    AWS_CONFIG_FILE: folder.path('no-config'),
    AWS_ENDPOINT_URL: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
  });
});
afterEach(() => (process.env = { ...environment }));

/** Writes a profile, as tools do that log somebody in. */
function logIn(key: string): void {
  const file = folder.write(
    'credentials',
    `[lab]\naws_access_key_id = ${key}\naws_secret_access_key = s\naws_session_token = t\n`,
  );
  Object.assign(process.env, { AWS_SHARED_CREDENTIALS_FILE: file, AWS_PROFILE: 'lab' });
}

describe('the credentials of a profile', () => {
  it('are read once for all clients, and again only where they are renewed', async () => {
    logIn('FIRST');
    const clients = awsClients();
    const ask = async (): Promise<void> => {
      await clients.fis('us-east-1').send(new GetExperimentCommand({ id: 'EXP1' }));
      await clients.lambda('us-east-1').send(new GetAliasCommand({ FunctionName: 'hello', Name: 'live' }));
    };
    await ask();
    logIn('SECOND');
    await ask();
    clients.credentials?.renew();
    await ask();
    expect(signedWith).toEqual(['FIRST', 'FIRST', 'FIRST', 'FIRST', 'SECOND', 'SECOND']);
  });

  it('can be renewed, and end at a moment that nobody knows', async () => {
    logIn('KEY');
    await expect(new RenewableCredentials().facts()).resolves.toEqual({
      isFromEnvironment: false,
      isTemporary: true,
      expiresAt: null,
    });
  });
});

describe('the credentials of the environment', () => {
  const keys = { AWS_ACCESS_KEY_ID: 'KEY', AWS_SECRET_ACCESS_KEY: 's' };

  it.each<[string, Readonly<Record<string, string>>, boolean, number | null]>([
    ['that do not end', {}, false, null],
    ['whose end is not known', { AWS_SESSION_TOKEN: 't' }, true, null],
    [
      'whose end is known',
      { AWS_SESSION_TOKEN: 't', AWS_CREDENTIAL_EXPIRATION: '2099-01-01T00:00:00Z' },
      true,
      Date.UTC(2099, 0, 1),
    ],
  ])('are known for what they are: those %s', async (_what, more, isTemporary, expiresAt) => {
    Object.assign(process.env, keys, more);
    await expect(new RenewableCredentials().facts()).resolves.toEqual({
      isFromEnvironment: true,
      isTemporary,
      expiresAt,
    });
  });
});

it('are missing where there are none, with the name of the SDK', async () => {
  process.env.AWS_SHARED_CREDENTIALS_FILE = folder.path('none');
  await expect(new RenewableCredentials().facts()).rejects.toMatchObject({
    name: 'CredentialsProviderError',
  });
});
