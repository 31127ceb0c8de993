import type { Random } from '../../experiment/random';
import { AwsError } from '../aws/error';
import { between } from '../chance';
import type { Configuration } from '../services/lambda/configuration';
import type { LambdaFunction } from '../services/lambda/function';
import type { VirtualClock } from '../time/virtual-clock';

/** What a colleague does: uploads code, applies (code, variables and layers as before the fault), publishes, and moves the alias. */
export type Step = 'upload' | 'apply' | 'publish' | 'serve';

/** What a colleague works with. */
export interface ColleagueProps {
  readonly target: LambdaFunction;
  readonly alias: string;
  readonly clock: VirtualClock;
  /** Told of whatever changes. */
  readonly changed: () => void;
}

/** Whoever deploys looks so often whether an update has ended. */
const POLL_MS = 1_000;

/** Somebody who deploys a function, and does not know that there is a game day. */
export class Colleague {
  /** What each version held that they have published, by its number: the hash of its code. */
  readonly published = new Map<string, string>();
  /** The hash of the code that they uploaded last, and of the code that they put into service last; null for neither. */
  uploaded: string | null = null;
  inService: string | null = null;
  /** When they last moved the alias, in milliseconds since 1970. */
  servedAt: number | null = null;
  private readonly original: Configuration;
  private version: string | null = null;
  private uploads = 0;

  constructor(private readonly props: ColleagueProps) {
    this.original = props.target.configuration();
  }

  /** Takes those steps one after the other, at moments drawn from a span, in milliseconds from now. */
  async work(
    steps: readonly Step[],
    random: Random,
    { from, to }: { readonly from: number; readonly to: number },
  ): Promise<void> {
    const { clock } = this.props;
    const begin = clock.now();
    const moments = steps.map(() => begin + between(random, from, to)).sort((one, other) => one - other);
    for (const [index, step] of steps.entries()) {
      await clock.sleep(Math.max(0, (moments[index] ?? 0) - clock.now()));
      await this.settle();
      this[step]();
      this.props.changed();
    }
    await this.settle();
  }

  private upload(
    more: { readonly variables?: Readonly<Record<string, string>>; readonly layers?: readonly string[] } = {},
  ): void {
    const { target } = this.props;
    this.uploads += 1;
    this.uploaded = `theirs-${this.uploads}`;
    const code = { sha256: this.uploaded, text: target.codeOf(this.original) };
    target.update({ revisionId: undefined, variables: undefined, layers: undefined, ...more, code });
  }

  private apply(): void {
    const { Environment, Layers } = this.original;
    this.upload({ variables: Environment.Variables, layers: Layers.map(({ Arn }) => Arn) });
  }

  private publish(): void {
    const { Version, CodeSha256 } = this.props.target.publish();
    this.version = Version;
    this.published.set(Version, CodeSha256);
  }

  private serve(): void {
    const { target, alias, clock } = this.props;
    try {
      target.pointAlias(alias, this.version ?? '');
    } catch (error) {
      // Their version has given way to one without the fault: their pipeline fails, and they run it again.
      if (!(error instanceof AwsError && error.name === 'ResourceNotFoundException')) throw error;
      this.publish();
      target.pointAlias(alias, this.version ?? '');
    }
    this.inService = target.configuration(alias).CodeSha256;
    this.servedAt = clock.now();
  }

  private async settle(): Promise<void> {
    const { target, clock } = this.props;
    while (target.configuration().LastUpdateStatus === 'InProgress') await clock.sleep(POLL_MS);
  }
}
