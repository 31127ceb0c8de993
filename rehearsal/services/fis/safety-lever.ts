import type { Operation } from '../../aws/api';
import type { Input } from '../../aws/call';
import { AwsError } from '../../aws/error';
import { arnOf, type WorldContext } from '../../world-context';

/** The lever has this id in every account and region, and is always there (FIS user guide, "Safety levers"). */
const ID = 'default';

interface LeverState {
  readonly status: string;
  readonly reason: string;
}

/** FIS' safety lever of each region: engaged, it stops what runs, and what is started then is cancelled. */
export class SafetyLevers {
  /** By region; a lever that nobody has moved is disengaged. */
  private readonly states = new Map<string, LeverState>();

  /** @param engaged told of a region whose lever has just been engaged, with the reason */
  constructor(
    private readonly world: WorldContext,
    private readonly engaged: (region: string, reason: string) => void,
  ) {}

  /** Why no experiment may run in a region; null where one may. */
  reasonAgainst(region: string): string | null {
    const { status, reason } = this.state(region);
    return status === 'engaged' ? reason : null;
  }

  /** FIS API reference, GetSafetyLever and UpdateSafetyLeverState. */
  readonly operations: Readonly<Record<string, Operation>> = {
    GetSafetyLever: {
      resources: (_input, { region }) => [this.arn(region)],
      run: ({ id }, { region }) => this.describe(id, region),
    },
    UpdateSafetyLeverState: {
      resources: (_input, { region }) => [this.arn(region)],
      run: ({ id, state }, { region }) => {
        const wanted = state as LeverState;
        this.states.set(region, wanted);
        if (wanted.status === 'engaged') this.engaged(region, wanted.reason);
        return this.describe(id, region);
      },
    },
  };

  private describe(id: Input[string], region: string): object {
    if (id !== ID)
      throw new AwsError('ResourceNotFoundException', `Safety lever ${String(id)} not found.`, 404);
    return { safetyLever: { id, arn: this.arn(region), state: this.state(region) } };
  }

  private state(region: string): LeverState {
    return this.states.get(region) ?? { status: 'disengaged', reason: '' };
  }

  private arn(region: string): string {
    return arnOf(this.world, 'fis', region, `safety-lever/${ID}`);
  }
}
