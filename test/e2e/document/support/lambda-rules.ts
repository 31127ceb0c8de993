import { AwsError } from '../../../../rehearsal/aws/error';
import type { LambdaCall, Operation } from './lambda-call';
import type { Answer, Json, MotoLambda } from './moto-lambda';

/** What Lambda answers in place of variables that whoever asks may not decrypt (Lambda API reference, EnvironmentResponse). */
const UNREADABLE = { Error: { ErrorCode: 'AccessDeniedException', Message: 'KMS access was denied.' } };
const KEY = 'arn:aws:kms:us-east-1:123456789012:key/orders';

type Rule = (call: LambdaCall) => Promise<Answer>;

/** A new version is reported as not ready so many times. */
const PENDING_READS = 1;

/** Lambda's are 50; small, so that a handful of versions has several. */
const VERSIONS_A_PAGE = 2;

/** Lambda quotas. */
const MOST_LAYERS = 5;
const MOST_ENVIRONMENT_BYTES = 4096;

/** What Lambda does to one function and moto does not: updates take time, revisions are enforced, and limits are. */
export class LambdaRules {
  /** The next updates are reported as under way so many times. */
  updateReads = 1;
  /** How they end. */
  updatesEnd: 'Successful' | 'Failed' = 'Successful';
  /** Whether whoever asks may decrypt the variables of a version. */
  mayDecrypt: (version: string) => boolean = () => true;
  private readonly revisions = new Map<string, number>();
  private readonly pending = new Map<string, number>();
  private updating = 0;

  constructor(
    private readonly moto: MotoLambda,
    private readonly name: string,
  ) {}

  /** Somebody else has changed what is at that path below the function, and that is done. */
  changedElsewhere(part: string): void {
    this.change(part.startsWith('/aliases/') ? part.slice('/aliases/'.length) : '$LATEST');
  }

  /** @throws AwsError as Lambda refuses the call */
  carryOut(call: LambdaCall): Promise<Answer> {
    return this.rules[call.operation](call);
  }

  private readonly rules: Readonly<Record<Operation, Rule>> = {
    GetFunctionConfiguration: async (call) => {
      const answer = await this.pass(call);
      return this.withConfiguration(answer, (configuration) => this.timeGoesBy(configuration));
    },
    UpdateFunctionConfiguration: async (call) => {
      this.refuseWhileUpdating();
      this.checkRevision(call, '$LATEST');
      checkLimits(call.body);
      const answer = await this.pass(call);
      this.change('$LATEST');
      this.updating = this.updateReads;
      return this.withConfiguration(answer);
    },
    PublishVersion: async (call) => {
      this.refuseWhileUpdating();
      this.checkRevision(call, '$LATEST');
      const answer = await this.pass(call);
      const version = String(answer.body.Version);
      if (!this.pending.has(version)) this.pending.set(version, PENDING_READS);
      this.change('$LATEST');
      return this.withConfiguration(answer);
    },
    ListVersionsByFunction: async (call) => {
      const answer = await this.pass(call);
      const all = (answer.body.Versions ?? []) as readonly Json[];
      const marker = call.query.get('Marker');
      // Versions that are deleted between two pages leave the others where they are.
      const isLeft = ({ Version: version }: Json): boolean =>
        marker === null || Number(version) > Number(marker);
      const left = all.filter(isLeft);
      const page = left.slice(0, VERSIONS_A_PAGE).map((version) => this.configuration(version));
      const next = left.length > VERSIONS_A_PAGE ? { NextMarker: page.at(-1)?.Version ?? '' } : {};
      return { ...answer, body: { Versions: page, ...next } };
    },
    GetAlias: async (call) => this.withAlias(await this.pass(call)),
    UpdateAlias: async (call) => {
      const alias = call.path.split('/').at(-1) ?? '';
      this.checkRevision(call, alias);
      const answer = await this.pass(call);
      this.change(alias);
      return this.withAlias(answer);
    },
    DeleteFunction: async (call) => {
      const version = call.query.get('Qualifier');
      if (version === null) throw new Error('the document would have deleted the whole function');
      const { Aliases: aliases } = await this.moto.function('GET', this.name, '/aliases');
      for (const { FunctionVersion: served, RoutingConfig: routing } of aliases as readonly AliasBody[]) {
        if (served === version || version in (routing?.AdditionalVersionWeights ?? {})) {
          throw conflict(`an alias points at version ${version}`);
        }
      }
      return this.pass(call);
    },
    GetLayerVersion: (call) => this.pass(call),
  };

  private async pass({ method, path, query, body }: LambdaCall): Promise<Answer> {
    const encoded = path.split('/').map(encodeURIComponent).join('/');
    const answer = await this.moto.send(
      method,
      `${encoded}?${query.toString()}`,
      method === 'GET' ? undefined : body,
    );
    if (answer.error === undefined) return answer;
    throw new AwsError(answer.error, String(answer.body.Message ?? answer.body.message), answer.status);
  }

  private timeGoesBy({ Version: version }: Json): void {
    if (version !== '$LATEST') {
      this.pending.set(String(version), Math.max((this.pending.get(String(version)) ?? 0) - 1, 0));
    } else if (this.updating > 0) {
      this.updating -= 1;
      // The end of an update is a change as well.
      if (this.updating === 0) this.change('$LATEST');
    }
  }

  /** `after` is called with what is answered, once it is. */
  private withConfiguration(answer: Answer, after: (configuration: Json) => void = () => undefined): Answer {
    const body = this.configuration(answer.body);
    after(body);
    return { ...answer, body };
  }

  private configuration({ Layers: layers, ...configuration }: Json): Json {
    const version = String(configuration.Version);
    const isUpdating = version === '$LATEST' && this.updating > 0;
    return {
      ...configuration,
      // Lambda leaves out what is empty.
      ...((layers as readonly unknown[] | undefined)?.length ? { Layers: layers } : {}),
      ...(this.mayDecrypt(version) ? {} : { Environment: UNREADABLE, KMSKeyArn: KEY }),
      RevisionId: this.revision(version),
      State: (this.pending.get(version) ?? 0) > 0 ? 'Pending' : 'Active',
      LastUpdateStatus: isUpdating ? 'InProgress' : this.updatesEnd,
    };
  }

  private withAlias(answer: Answer): Answer {
    const { RoutingConfig: routing, ...alias } = answer.body;
    const kept = routing === null ? {} : { RoutingConfig: routing };
    return { ...answer, body: { ...alias, ...kept, RevisionId: this.revision(String(alias.Name)) } };
  }

  private revision(what: string): string {
    return `revision ${this.revisions.get(what) ?? 0} of ${what}`;
  }

  private change(what: string): void {
    this.revisions.set(what, (this.revisions.get(what) ?? 0) + 1);
  }

  private checkRevision({ body: { RevisionId: wanted } }: LambdaCall, what: string): void {
    if (wanted === undefined || wanted === this.revision(what)) return;
    throw new AwsError('PreconditionFailedException', `${what} is at ${this.revision(what)}`, 412);
  }

  private refuseWhileUpdating(): void {
    if (this.updating === 0) return;
    this.timeGoesBy({ Version: '$LATEST' });
    throw conflict(`an update is in progress for ${this.name}`);
  }
}

interface AliasBody {
  readonly FunctionVersion: string;
  readonly RoutingConfig: { readonly AdditionalVersionWeights?: Readonly<Record<string, number>> } | null;
}

function conflict(message: string): AwsError {
  return new AwsError('ResourceConflictException', message, 409);
}

function checkLimits({ Layers: layers, Environment: environment }: Json): void {
  const { Variables: variables } = (environment ?? { Variables: {} }) as { readonly Variables: object };
  const size = Object.entries(variables).reduce((sum, pair) => sum + Buffer.byteLength(pair.join('')), 0);
  if (size > MOST_ENVIRONMENT_BYTES || ((layers ?? []) as readonly unknown[]).length > MOST_LAYERS) {
    throw new AwsError('InvalidParameterValueException', 'too many layers, or too large an environment');
  }
}
