import { targetsOf, type DeployedRegion, type Deployment } from '../../experiment/deployment';
import { FAULT_NOTE } from '../../experiment/snapshot';
import type { Principal } from '../aws-api';
import type { Configuration } from '../services/lambda-configuration';
import type { World } from '../world';

/** What put a target back: the experiment's own last actions, the EventBridge rule, the runner, a restore, or the fault's expiry. */
export type Healer = 'S02' | 'rule' | 'runner' | 'restore' | 'expiry';

/** One target whose customers met the fault no more. */
export interface Heal {
  readonly functionName: string;
  readonly by: Healer;
  /** Milliseconds since 1970. */
  readonly at: number;
}

/** A reading of all targets that can be compared with another. */
export type Reading = string;

const EXPIRES_AT = 'CHAOS_EXTENSION__EXPIRES_AT';

/** Watches the targets from within the World, where nothing can be hidden from it. */
export class Observer {
  readonly heals: Heal[] = [];
  /** Whether any target has served the fault, and whether every one has at the same time. */
  wasStarted = false;
  wasLive = false;
  /** Invocations that were held back after their fault had expired. */
  lateDelays = 0;
  /** When a target last changed, in milliseconds since 1970. */
  changedAt = 0;
  /** Whether the game day is over, so that what is asked by hand from now on is a restore. */
  gameDayIsOver = false;
  private readonly faulty = new Set<string>();

  constructor(
    private readonly world: World,
    private readonly deployment: Deployment,
    private readonly region: DeployedRegion,
  ) {
    world.controls.onDelayed((configuration, at) => {
      // One that does not expire at all is late as well.
      if (!(at < expiryOf(configuration))) this.lateDelays += 1;
    });
    world.controls.afterCalls(({ service, operation, call }) => {
      if (service !== 'lambda' || !/^(Update|Publish|Delete)/.test(operation)) return;
      this.changedAt = world.clock.now();
      if (operation === 'UpdateAlias') this.look(call.onBehalfOf);
    });
  }

  /** All that the fault changes, of every target. */
  read(): Reading {
    const readings = targetsOf(this.region).map((name) => {
      const target = this.world.functionNamed(name, this.region.region);
      const { Environment, Layers } = target.configuration();
      return [
        name,
        Environment,
        Layers,
        target.alias(this.deployment.alias).FunctionVersion,
        target.allVersions().length,
      ];
    });
    return JSON.stringify(readings);
  }

  /** Notes the targets whose fault has expired by now, unless something has taken it away before. */
  noteExpiries(): void {
    for (const functionName of [...this.faulty]) {
      const at = expiryOf(this.served(functionName));
      if (at <= this.world.clock.now()) this.healed({ functionName, by: 'expiry', at });
    }
  }

  private look(startedBy: Principal | undefined): void {
    this.noteExpiries();
    for (const functionName of targetsOf(this.region)) {
      const isFaulty = FAULT_NOTE in this.served(functionName).Environment.Variables;
      if (isFaulty) this.faulty.add(functionName);
      else if (this.faulty.has(functionName)) {
        this.healed({ functionName, by: this.healerOf(startedBy), at: this.world.clock.now() });
      }
    }
    this.wasStarted ||= this.faulty.size > 0;
    this.wasLive ||= this.faulty.size === targetsOf(this.region).length;
  }

  private healed(heal: Heal): void {
    this.faulty.delete(heal.functionName);
    this.heals.push(heal);
  }

  private served(functionName: string): Configuration {
    return this.world.functionNamed(functionName, this.region.region).configuration(this.deployment.alias);
  }

  private healerOf(startedBy: Principal | undefined): Healer {
    if (startedBy === undefined || startedBy === 'operator') return this.gameDayIsOver ? 'restore' : 'runner';
    return startedBy.roleArn.endsWith('-experiment') ? 'S02' : 'rule';
  }
}

/** NaN where it carries no fault, or one that never expires. */
function expiryOf({ Environment }: Configuration): number {
  return Date.parse(Environment.Variables[EXPIRES_AT] ?? '');
}
