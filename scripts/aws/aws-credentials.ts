import { defaultProvider } from '@aws-sdk/credential-provider-node';
import type { CredentialFacts, Credentials } from '../../experiment/aws/credentials';

type Chain = ReturnType<typeof defaultProvider>;
type Asked = Parameters<Chain>[0];

/**
 * Long past. The SDK's clients remember credentials themselves, without an end where these have none, and until five minutes before it
 * where they have; those that are past they ask for with every request.
 */
const PAST = new Date(0);

/**
 * The credentials of the SDK's default chain, read once for all clients, and read again where they are renewed: the chain remembers what it
 * has read, as do the files of profiles within the SDK, so a new chain is asked that reads the files anew.
 */
export class RenewableCredentials implements Credentials {
  private chain: Chain;

  /** @param create makes a chain that has read nothing yet */
  constructor(private readonly create: () => Chain = () => defaultProvider({ ignoreCache: true })) {
    this.chain = create();
  }

  /** For the SDK's clients. */
  readonly provide = async (asked?: Asked) => ({ ...(await this.chain(asked)), expiration: PAST });

  /** @inheritdoc */
  async facts(): Promise<CredentialFacts> {
    const { sessionToken, expiration, ...read }: Read = await this.chain();
    return {
      isFromEnvironment: read.$source?.CREDENTIALS_ENV_VARS !== undefined,
      isTemporary: sessionToken !== undefined,
      expiresAt: expiration?.getTime() ?? null,
    };
  }

  /** @inheritdoc */
  renew(): void {
    this.chain = this.create();
  }
}

/** What the chain reads; the SDK notes from where. */
type Read = Awaited<ReturnType<Chain>> & {
  readonly $source?: { readonly CREDENTIALS_ENV_VARS?: string };
};
