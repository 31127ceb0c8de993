import { CloudWatchClient } from '@aws-sdk/client-cloudwatch';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { FisClient } from '@aws-sdk/client-fis';
import { LambdaClient } from '@aws-sdk/client-lambda';
import { Route53Client } from '@aws-sdk/client-route-53';
import { SSMClient } from '@aws-sdk/client-ssm';
import { STSClient } from '@aws-sdk/client-sts';
import type { AnswerDates } from '../../experiment/aws/aws-clock';
import { GLOBAL_REGION, type Clients } from '../../experiment/aws/clients';
import { RenewableCredentials } from './aws-credentials';

/**
 * The clients of AWS, each made when it is first asked for, one a region. All that the SDK reads from its environment holds: the
 * default credential chain with `AWS_PROFILE`, `AWS_ENDPOINT_URL` and `AWS_ENDPOINT_URL_<SERVICE>`, and the standard retry mode unless
 * `AWS_RETRY_MODE` says otherwise.
 * @param dates told the Date of every answer; by default nobody is
 */
export function awsClients(dates: AnswerDates = NOBODY): Clients {
  const own = new RenewableCredentials();
  const credentials = own.provide;
  const read = dateReader(dates);
  const dated = <C extends Dated>(client: C): C => {
    client.middlewareStack.add(read, AT_EACH_TRY);
    return client;
  };
  const route53 = onePerRegion((region) => dated(new Route53Client({ region, credentials })));
  const sts = onePerRegion((region) => dated(new STSClient({ region, credentials })));
  return {
    fis: onePerRegion((region) => dated(new FisClient({ region, credentials }))),
    lambda: onePerRegion((region) => dated(new LambdaClient({ region, credentials }))),
    cloudwatch: onePerRegion((region) => dated(new CloudWatchClient({ region, credentials }))),
    ssm: onePerRegion((region) => dated(new SSMClient({ region, credentials }))),
    dynamodb: onePerRegion((region) => dated(new DynamoDBClient({ region, credentials }))),
    route53: () => route53(GLOBAL_REGION),
    sts: () => sts(GLOBAL_REGION),
    credentials: own,
  };
}

const NOBODY: AnswerDates = { asked: () => () => undefined };

/** Where the SDK's middleware sees each try of a request, signed and about to be sent. */
const AT_EACH_TRY = { name: 'answerDate', step: 'finalizeRequest', priority: 'low' } as const;

/** A client of the SDK, whatever its commands are. */
interface Dated {
  readonly middlewareStack: {
    add(middleware: ReturnType<typeof dateReader>, options: typeof AT_EACH_TRY): void;
  };
}

/** What the SDK's middleware gets of an answer, and of an error that one was made into. */
interface Answered {
  readonly response?: unknown;
  readonly $response?: unknown;
}

/** Middleware that reads the Date header of every answer, of refusals as well. */
function dateReader(dates: AnswerDates) {
  return <Args, Answer extends Answered>(next: (args: Args) => Promise<Answer>) =>
    async (args: Args): Promise<Answer> => {
      const answered = dates.asked();
      try {
        const answer = await next(args);
        answered(dateOf(answer.response));
        return answer;
      } catch (error) {
        answered(dateOf((error as Answered).$response));
        throw error;
      }
    };
}

function dateOf(response: unknown): string | undefined {
  const { headers = {} } = (response ?? {}) as { readonly headers?: Readonly<Record<string, string>> };
  return headers.date;
}

function onePerRegion<T>(create: (region: string) => T): (region: string) => T {
  const made = new Map<string, T>();
  return (region) => {
    const client = made.get(region) ?? create(region);
    made.set(region, client);
    return client;
  };
}
