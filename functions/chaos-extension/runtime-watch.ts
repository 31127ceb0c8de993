import type { Log } from './log';

/** The Init phase, in which a runtime starts and asks for its first invocation, may take so long (Lambda developer guide, "Init phase"). */
const INIT_SECONDS = 10;

/** What a {@link RuntimeWatch} works with; time is handed in. */
export interface RuntimeWatchProps {
  readonly log: Log;
  /** Calls back once, after so many milliseconds, unless the function that it returns is called before. */
  readonly after: (milliseconds: number, act: () => void) => () => void;
}

/**
 * Tells whether a runtime asks the proxy for invocations. Where none does, the function runs untouched, whatever the extension would
 * inject: a wrapper has passed the proxy by.
 *
 * Lambda would tell an extension that registers for invocations of the first that the runtime had got elsewhere, and would then wait for
 * the extension at each of them, injected or not. So it is the time that tells.
 */
export class RuntimeWatch {
  private cancel: () => void = () => undefined;
  private forwardsTo: string | null = null;

  constructor(private readonly props: RuntimeWatchProps) {}

  /** The proxy listens from now on. */
  begin(): void {
    const problem =
      `no runtime has asked for an invocation in the ${INIT_SECONDS} s since the proxy listens, so the function runs untouched: ` +
      'was the runtime started by a wrapper that does not start the program which it is given?';
    this.cancel = this.props.after(INIT_SECONDS * 1000, () => this.props.log('problem', { problem }));
  }

  /** A runtime asks for an invocation, which is asked for at `address` in turn. */
  seen(address: string): void {
    this.cancel();
    if (this.forwardsTo !== address) this.props.log('attached', { forwardsTo: address });
    this.forwardsTo = address;
  }
}
