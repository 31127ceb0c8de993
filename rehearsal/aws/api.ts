import { isDenied } from '../../experiment/aws/unanswered';
import type { Call, Caller, Input } from './call';
import { AwsError } from './error';
import { Controls } from '../controls';
import { NotModelled } from '../not-modelled';
import type { VirtualClock } from '../time/virtual-clock';

/** Values of IAM condition keys that a request carries; a list where the key has several (`lambda:Layer`). */
export type RequestContext = Readonly<Record<string, string | readonly string[]>>;

/** An operation of a service's API. */
export interface Operation {
  /** The IAM actions it needs on its resources; by default `service:Operation`. */
  readonly action?: string;
  /** The ARNs that the caller must be allowed to act on; `*` where the action knows no resources. */
  resources(input: Input, call: Call): readonly string[];
  /** Values of IAM condition keys that this request carries. */
  context?(input: Input): RequestContext;
  /** Does it. */
  run(input: Input, call: Call): unknown;
}

/** Decides whether a role may do something. */
export type Authorize = (
  roleArn: string,
  action: string,
  resource: string,
  context: RequestContext,
) => boolean;

/** A request to an AWS API takes a while; 50 to 150 ms is what one sees, and no source gives a number. */
const CALL_MS = 100;

/**
 * The APIs of the World's services: the one way in for the game day's clients, the document's Python, FIS and the functions.
 */
export class AwsApi implements Caller {
  private readonly operations = new Map<string, Operation>();

  /**
   * @param clock on which calls take their time
   * @param authorize asked for every call that is not the operator's
   * @param controls asked before a call is carried out, and told after it
   */
  constructor(
    private readonly clock: VirtualClock,
    private readonly authorize: Authorize,
    private readonly controls = new Controls(),
  ) {}

  /** Adds a service's operations, by name. */
  register(service: string, operations: Readonly<Record<string, Operation>>): void {
    for (const [name, operation] of Object.entries(operations)) {
      this.operations.set(`${service}:${name}`, operation);
    }
  }

  /**
   * Calls an operation.
   * @throws AwsError as the service would answer it, AccessDeniedException included
   * @throws NotModelled for an operation that the World does not have
   */
  async call(service: string, name: string, input: Input, call: Call): Promise<unknown> {
    const operation = this.operations.get(`${service}:${name}`);
    try {
      if (operation === undefined) throw new NotModelled(`the operation ${service}:${name}`);
      await this.clock.sleep(CALL_MS);
      this.check(operation, operation.action ?? `${service}:${name}`, input, call);
      const request = { service, operation: name, input, call };
      await this.controls.intercept(request);
      if (call.gone?.aborted === true) throw new AwsError('RequestExpired', 'the caller is gone', 400);
      const answer: unknown = await operation.run(input, call);
      this.controls.carriedOut(request);
      return answer;
    } catch (error) {
      if (isDenied(error)) this.noteDenied(`${service}:${name}`, error.message, call);
      // A caller that catches whatever AWS answers must not pass over this: the run ends with it.
      if (error instanceof NotModelled) this.clock.watch(Promise.reject(error));
      throw error;
    }
  }

  /**
   * Whether a service may do something else for whoever called it, with the caller's rights: so Lambda decrypts a function's variables.
   * That it may not is no error of the call, and is noted like one.
   */
  mayFor(call: Call, action: string, resource: string): boolean {
    const refusal = this.refusalOf(call, action, resource);
    if (refusal !== null) this.noteDenied(action, refusal, call);
    return refusal === null;
  }

  /** The person who runs the game day knows what they were denied. */
  private noteDenied(call: string, reason: string, { principal, region }: Call): void {
    if (principal === 'operator') return;
    const who = principal.roleArn.slice(principal.roleArn.lastIndexOf('/') + 1);
    this.controls.denied({ who, call, region, reason });
  }

  private check(operation: Operation, action: string, input: Input, call: Call): void {
    for (const resource of operation.resources(input, call)) {
      const refusal = this.refusalOf(call, action, resource, operation.context?.(input));
      if (refusal !== null) throw new AwsError('AccessDeniedException', refusal, 403);
    }
  }

  /** null: whoever calls may do it. */
  private refusalOf(
    { principal }: Call,
    action: string,
    resource: string,
    context: RequestContext = {},
  ): string | null {
    if (principal === 'operator' || this.authorize(principal.roleArn, action, resource, context)) return null;
    return `${principal.roleArn} is not authorized to perform: ${action} on resource: ${resource}`;
  }
}
