import { targetsOf, type Deployment } from '../../experiment/deployment/deployment';
import { FAULT_NOTE } from '../../experiment/fault/snapshot';
import type { World } from '../world';

const EXPIRES_AT = 'CHAOS_EXTENSION__EXPIRES_AT';

/** Watches from within the World which regions of an API fail: those of which a target serves a fault that has not expired. */
export class FailingRegions {
  /** Every region that has failed, in the order in which they first did. */
  readonly seen = new Set<string>();
  /** The moments, in milliseconds since 1970, at which more than one failed. */
  readonly together: number[] = [];

  constructor(
    private readonly world: World,
    private readonly deployment: Deployment,
  ) {
    // A region begins to fail when an alias comes to serve the fault, and no sooner.
    world.controls.afterCalls(({ service, operation }) => {
      if (service === 'lambda' && operation === 'UpdateAlias') this.look();
    });
  }

  /** Looks now: an alias was moved past the API, as a colleague of the soak does. */
  look(): void {
    const failing = this.deployment.regions.filter((region) =>
      targetsOf(region).some((name) => this.isStruck(name, region.region)),
    );
    for (const { region } of failing) this.seen.add(region);
    if (failing.length > 1) this.together.push(this.world.clock.now());
  }

  /** That two regions failed at once must never be; a sentence with the first moment, or none. */
  violations(): string[] {
    const [first] = this.together;
    if (first === undefined) return [];
    return [`${[...this.seen].join(' and ')} failed at the same time, at ${new Date(first).toISOString()}`];
  }

  private isStruck(functionName: string, region: string): boolean {
    const target = this.world.functionNamed(functionName, region);
    const { Variables: variables } = target.configuration(this.deployment.alias).Environment;
    if (!(FAULT_NOTE in variables)) return false;
    const expiresAt = Date.parse(variables[EXPIRES_AT] ?? '');
    // One that never expires strikes for ever.
    return Number.isNaN(expiresAt) || expiresAt > this.world.clock.now();
  }
}
