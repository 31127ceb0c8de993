import type { Random } from '../../../experiment/random';
import { createDecider } from '../../../functions/chaos-extension/decider';
import type { Fault } from '../../../functions/chaos-extension/fault';
import { NotModelled } from '../../not-modelled';
import type { Handler } from '../../sandbox/sandbox';
import type { VirtualClock } from '../../time/virtual-clock';
import { Controls } from '../../controls';
import type { Configuration } from './configuration';
import type { Layer } from './layer';
import type { Meter } from './meter';

/** How an invocation ended. */
export type InvocationResult =
  | { readonly kind: 'answered'; readonly payload: unknown }
  | { readonly kind: 'failed'; readonly error: string }
  | { readonly kind: 'throttled' };

/** Starting an execution environment of a small Node function, and a warm invocation; typical, not documented. */
const COLD_START_MS = 300;
const WARM_MS = 5;

/** Where Lambda mounts layers (Lambda developer guide, "Lambda layers"). */
const LAYER_FOLDER = '/opt/';

/** What one invocation needs. */
export interface InvocationProps {
  readonly configuration: Configuration;
  readonly layers: readonly Layer[];
  readonly handler: Handler;
  readonly event: unknown;
  /** What the function was invoked as: its ARN, with the qualifier. */
  readonly invokedArn: string;
  readonly meter: Meter;
}

/** Where the extension does nothing. */
const NO_FAULT: Fault = { latencySeconds: 0, responseBody: null, problems: [] };

/** The execution environments of one region. */
export class Invocations {
  private running = 0;
  /** Of those that the extension has seen. */
  private count = 0;
  /** By version ARN: environments that wait for their next invocation. */
  private readonly idle = new Map<string, number>();

  constructor(
    private readonly clock: VirtualClock,
    private readonly random: Random,
    private readonly controls = new Controls(),
  ) {}

  /** Runs one invocation to its end. */
  async invoke(props: InvocationProps): Promise<InvocationResult> {
    if (this.running >= this.controls.concurrency) {
      props.meter.throttled(this.clock.now());
      return { kind: 'throttled' };
    }
    const { FunctionArn: version, Timeout: timeoutSeconds } = props.configuration;
    this.running += 1;
    const cold = !this.takeIdle(version);
    await this.clock.sleep(cold ? COLD_START_MS : WARM_MS);
    const startedAt = this.clock.now();
    const result = await this.withinTime(timeoutSeconds, props);
    props.meter.ended(startedAt, this.clock.now() - startedAt, result.kind !== 'answered');
    this.running -= 1;
    // A time-out or a crash resets the environment (Lambda developer guide, "execution environment").
    if (result.kind === 'answered') this.idle.set(version, (this.idle.get(version) ?? 0) + 1);
    return result;
  }

  private takeIdle(version: string): boolean {
    const waiting = this.idle.get(version) ?? 0;
    if (waiting > 0) this.idle.set(version, waiting - 1);
    return waiting > 0;
  }

  private async withinTime(timeoutSeconds: number, props: InvocationProps): Promise<InvocationResult> {
    const timedOut: InvocationResult = {
      kind: 'failed',
      error: `Task timed out after ${timeoutSeconds.toFixed(2)} seconds`,
    };
    const fault = this.faultOf(props);
    if (fault === 'broken') return { kind: 'failed', error: 'Runtime.ExitError: the runtime did not start' };
    if (fault.latencySeconds > 0) this.controls.delayed(props.configuration, this.clock.now());
    if (fault.latencySeconds >= timeoutSeconds) {
      await this.clock.sleep(timeoutSeconds * 1000);
      return timedOut;
    }
    if (fault.latencySeconds > 0) await this.clock.sleep(fault.latencySeconds * 1000);
    let cancel = (): void => undefined;
    const timeout = new Promise<InvocationResult>((resolve) => {
      const left = (timeoutSeconds - fault.latencySeconds) * 1000;
      cancel = this.clock.after(left, () => resolve(timedOut));
    });
    const result = await Promise.race([answerOf(props), timeout]);
    cancel();
    if (fault.responseBody === null || result.kind !== 'answered') return result;
    return { kind: 'answered', payload: JSON.parse(fault.responseBody) };
  }

  /** The extension acts only where the wrapper that points the runtime at it is set, is there, and nothing leads the runtime past it. */
  private faultOf({ configuration, layers, invokedArn, meter }: InvocationProps): Fault | 'broken' {
    const variables = configuration.Environment.Variables;
    const wrapper = variables.AWS_LAMBDA_EXEC_WRAPPER;
    if (wrapper === undefined) return NO_FAULT;
    const file = wrapper.startsWith(LAYER_FOLDER) ? wrapper.slice(LAYER_FOLDER.length) : wrapper;
    if (!layers.some((layer) => layer.files.has(file))) return 'broken';
    if (this.controls.passesExtension(configuration)) return NO_FAULT;
    const decide = createDecider({
      environment: variables,
      now: () => this.clock.now(),
      random: this.random,
      log: (event, fields) => meter.logged({ event, ...fields }),
    });
    this.count += 1;
    return decide({ requestId: String(this.count), functionArn: invokedArn });
  }
}

async function answerOf({ handler, event }: InvocationProps): Promise<InvocationResult> {
  try {
    return { kind: 'answered', payload: await handler(event, {}) };
  } catch (error) {
    if (error instanceof NotModelled) throw error;
    return { kind: 'failed', error: String(error) };
  }
}
