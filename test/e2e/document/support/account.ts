import { callMoto } from '../../support/aws-json';
import { startMoto, type Moto } from '../../support/moto';
import { MotoLambda } from './moto-lambda';
import { ScriptRunner } from './script-runner';
import { LEASE_TABLE, Target, type Before, type TargetSurroundings } from './target';

const REGION = 'us-east-1';
const LAYERS = ['chaos', 'own-1', 'own-2', 'own-3', 'own-4', 'own-5'];

const LEASES = {
  TableName: LEASE_TABLE,
  KeySchema: [{ AttributeName: 'url', KeyType: 'HASH' }],
  AttributeDefinitions: [{ AttributeName: 'url', AttributeType: 'S' }],
  BillingMode: 'PAY_PER_REQUEST',
};

/** An account for the tests of a file, with layers, and Pythons to run the document. */
export class Account {
  private made = 0;

  private constructor(
    private readonly moto: Moto,
    private readonly around: Omit<TargetSurroundings, 'runner'>,
    readonly runners: readonly ScriptRunner[],
  ) {}

  static async start(): Promise<Account> {
    const moto = await startMoto();
    await callMoto(moto.url, 'dynamodb', REGION, 'CreateTable', LEASES);
    const runners = await Promise.all([
      ScriptRunner.start(REGION, moto.url),
      ScriptRunner.start(REGION, moto.url),
    ]);
    const lambda = new MotoLambda(moto.url, REGION);
    const layers: Record<string, string> = {};
    for (const name of LAYERS) layers[name] = await lambda.createLayer(name);
    return new Account(moto, { moto: lambda, role: await lambda.createRole('function'), layers }, runners);
  }

  /** A function of its own; the runners take turns. */
  target(before: Before = {}): Promise<Target> {
    this.made += 1;
    const runner = this.runners[this.made % this.runners.length]!;
    return Target.create({ ...this.around, runner }, `function-${this.made}`, before);
  }

  /** A function that was made in the account in another way, Terraform say. */
  existingTarget(name: string): Target {
    return Target.existing({ ...this.around, runner: this.runners[0]! }, name);
  }

  /** Where moto listens. */
  get url(): string {
    return this.moto.url;
  }

  /** The ARN of a function's role. */
  get role(): string {
    return this.around.role;
  }

  /** The lease of a function's API; undefined where nobody has it. */
  async lease({ apiUrl }: Target): Promise<Record<string, string> | undefined> {
    const { Item: item } = (await callMoto(this.moto.url, 'dynamodb', REGION, 'GetItem', {
      ...{ TableName: LEASE_TABLE, Key: { url: { S: apiUrl } }, ConsistentRead: true },
    })) as { readonly Item?: Readonly<Record<string, { readonly S: string }>> };
    return item && Object.fromEntries(Object.entries(item).map(([name, { S }]) => [name, S]));
  }

  /** Somebody writes the lease of a function's API. */
  async holdLease({ apiUrl }: Target, texts: Readonly<Record<string, string>>): Promise<void> {
    const Item = Object.fromEntries(
      Object.entries({ url: apiUrl, ...texts }).map(([name, S]) => [name, { S }]),
    );
    await callMoto(this.moto.url, 'dynamodb', REGION, 'PutItem', { TableName: LEASE_TABLE, Item });
  }

  /** The ARN of one of the layers. */
  layer(name: string): string {
    return this.around.layers[name] ?? '';
  }

  async close(): Promise<void> {
    await Promise.all([...this.runners.map((runner) => runner.close()), this.moto.close()]);
  }
}
