/** No proxy listens there: what is told to go through it goes nowhere. */
const NOWHERE = 'http://127.0.0.1:9';

/**
 * The environment of every program that a test starts: this machine's, but without its AWS settings and credentials, which might belong
 * to a real account, and without a way to the network.
 */
export function isolated(additions: Readonly<Record<string, string>> = {}): NodeJS.ProcessEnv {
  const kept = Object.entries(process.env).filter(
    ([name]) => !/^(AWS_|CDKTF_|LAB_CONFIG$|(https?|all|no)_proxy$)/i.test(name),
  );
  return {
    ...Object.fromEntries(kept),
    HTTP_PROXY: NOWHERE,
    HTTPS_PROXY: NOWHERE,
    NO_PROXY: '127.0.0.1,localhost',
    AWS_ACCESS_KEY_ID: 'testing',
    AWS_SECRET_ACCESS_KEY: 'testing',
    AWS_CONFIG_FILE: '/dev/null',
    AWS_SHARED_CREDENTIALS_FILE: '/dev/null',
    AWS_EC2_METADATA_DISABLED: 'true',
    CHECKPOINT_DISABLE: '1',
    ...additions,
  };
}

/** What clients of the AWS SDK in this process are made with. */
export function sdkSettings(endpoint: string, region: string) {
  return { endpoint, region, credentials: { accessKeyId: 'testing', secretAccessKey: 'testing' } };
}

/** The variable that says by how many seconds the clock of a game day's machine is ahead of AWS'; without it, by none. */
export const SECONDS_AHEAD = 'SECONDS_AHEAD';
