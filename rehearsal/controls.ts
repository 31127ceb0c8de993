import type { DeniedCall } from '../experiment/denials/denials';
import type { Call, Input } from './aws/call';
import type { Configuration } from './services/lambda/configuration';

/** A call of an AWS API. */
export interface ApiRequest {
  readonly service: string;
  readonly operation: string;
  readonly input: Input;
  readonly call: Call;
}

/** Has its say before a call is carried out: it may take its time, or throw what AWS answers instead. */
export type Interceptor = (request: ApiRequest) => Promise<void> | undefined;

/** Concurrent executions of an account in a region, by default (Lambda quotas). */
const CONCURRENT_EXECUTIONS = 1000;

/** The levers that make a World's AWS misbehave, and the looks at it that only a model allows. */
export class Controls {
  private readonly interceptors: Interceptor[] = [];
  private readonly callObservers: ((request: ApiRequest) => void)[] = [];
  private readonly delayObservers: ((configuration: Configuration, at: number) => void)[] = [];
  private readonly denialObservers: ((denied: DeniedCall) => void)[] = [];
  private readonly losers: (() => boolean)[] = [];
  private readonly passers: ((configuration: Configuration) => boolean)[] = [];
  private concurrent = CONCURRENT_EXECUTIONS;

  /** Lets `interceptor` have its say before each call from now on. */
  beforeCalls(interceptor: Interceptor): void {
    this.interceptors.push(interceptor);
  }

  /** Tells of each call that was carried out. */
  afterCalls(observer: (request: ApiRequest) => void): void {
    this.callObservers.push(observer);
  }

  /** Tells of each invocation that the fault held back, with the moment at which it did. */
  onDelayed(observer: (configuration: Configuration, at: number) => void): void {
    this.delayObservers.push(observer);
  }

  /** Tells of each call that AWS denied, whoever made it, but for the person who runs the game day. */
  onDenied(observer: (denied: DeniedCall) => void): void {
    this.denialObservers.push(observer);
  }

  /** Lets EventBridge lose each event for which `loses` is true. */
  loseEvents(loses: () => boolean): void {
    this.losers.push(loses);
  }

  /** Lets Lambda run so many invocations at once in each region; new accounts may begin with 10. */
  limitConcurrency(executions: number): void {
    this.concurrent = executions;
  }

  /** For the services: how many invocations Lambda runs at once in a region. */
  get concurrency(): number {
    return this.concurrent;
  }

  /** Leads the runtime of each function for which `passes` is true past the extension, as a wrapper can that moves the Runtime API. */
  passExtension(passes: (configuration: Configuration) => boolean): void {
    this.passers.push(passes);
  }

  /** For the services: what the levers say about a call. */
  async intercept(request: ApiRequest): Promise<void> {
    for (const interceptor of this.interceptors) await interceptor(request);
  }

  /** For the services: a call was carried out. */
  carriedOut(request: ApiRequest): void {
    for (const observer of this.callObservers) observer(request);
  }

  /** For the services: the fault holds an invocation back. */
  delayed(configuration: Configuration, at: number): void {
    for (const observer of this.delayObservers) observer(configuration, at);
  }

  /** For the services: a call was denied. */
  denied(denied: DeniedCall): void {
    for (const observer of this.denialObservers) observer(denied);
  }

  /** For the services: whether EventBridge loses this event. */
  losesEvent(): boolean {
    return this.losers.some((loses) => loses());
  }

  /** For the services: whether the runtime of a function is led past the extension. */
  passesExtension(configuration: Configuration): boolean {
    return this.passers.some((passes) => passes(configuration));
  }
}
