import { targetsOf, type DeployedRegion, type Deployment } from '../../experiment/deployment/deployment';
import { FAULT_NOTE } from '../../experiment/fault/snapshot';
import type { Principal } from '../aws/call';
import type { Configuration } from '../services/lambda/configuration';
import type { World } from '../world';
import { Colleague } from './colleague';

/**
 * What put a target back: the experiment's own last actions, the EventBridge rule, the runner, a restore, a colleague who deployed, or the
 * fault's expiry.
 */
export type Healer = 'S02' | 'rule' | 'runner' | 'restore' | 'colleague' | 'expiry';

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

/** Watches the targets of a region from within the World, where nothing can be hidden from it. */
export class Observer {
  readonly heals: Heal[] = [];
  /** Whether any target has served the fault, and whether every one has at the same time. */
  wasStarted = false;
  wasLive = false;
  /** Invocations that were held back after their fault had expired. */
  lateDelays = 0;
  /** When a target last changed, in milliseconds since 1970. */
  changedAt = 0;
  /** Whether the region's game days are over, so that what is asked by hand from now on is a restore. */
  gameDayIsOver = false;
  private readonly faulty = new Set<string>();
  /** By target: those who deploy it. */
  private readonly colleagues = new Map<string, Colleague>();
  private readonly before: ReadonlyMap<string, TargetState>;

  constructor(
    private readonly world: World,
    private readonly deployment: Deployment,
    readonly region: DeployedRegion,
  ) {
    this.before = new Map(targetsOf(region).map((name) => [name, this.stateOf(name)]));
    world.controls.onDelayed((configuration, at) => {
      if (regionOf(configuration) !== region.region) return;
      // One that does not expire at all is late as well.
      if (!(at < expiryOf(configuration))) this.lateDelays += 1;
    });
    world.controls.afterCalls(({ service, operation, call }) => {
      if (service !== 'lambda' || call.region !== region.region) return;
      if (!/^(Update|Publish|Delete)/.test(operation)) return;
      this.changedAt = world.clock.now();
      if (operation === 'UpdateAlias') this.look(call.onBehalfOf);
    });
  }

  /** All that the fault changes, of every target. */
  read(): Reading {
    return JSON.stringify(targetsOf(this.region).map((name) => this.stateOf(name)));
  }

  /**
   * Somebody who deploys a target; what they do is theirs from then on.
   * @param changed told of whatever they change
   */
  colleagueOf(functionName: string, changed: () => void = () => undefined): Colleague {
    const colleague = new Colleague({
      target: this.world.functionNamed(functionName, this.region.region),
      alias: this.deployment.alias,
      clock: this.world.clock,
      changed: () => {
        this.changedAt = this.world.clock.now();
        this.look('colleague');
        changed();
      },
    });
    this.colleagues.set(functionName, colleague);
    return colleague;
  }

  /** In what the targets are not as they were, but for what somebody deployed; a sentence each. */
  deviations(): string[] {
    return targetsOf(this.region).flatMap((name) => {
      const now = this.stateOf(name);
      const release = this.inServiceOf(name) ?? now.served;
      const lost =
        release === now.served ? [] : [`${name}: ${release}, which somebody put into service, is lost`];
      const isExpected = JSON.stringify(this.expectedOf(name, now)) === JSON.stringify(now);
      const kept = this.keptOf(name);
      const faulty = this.faultyVersions(name).filter((version) => !kept.includes(version));
      return [
        ...lost,
        ...(isExpected ? [] : [`${name} is ${JSON.stringify(now)}`]),
        ...faulty.map((version) => `${name}: version ${version} carries the fault`),
      ];
    });
  }

  /** The versions that somebody published with the fault, and that `$LATEST` is not the same as any more: nobody can replace these. */
  kept(): string[] {
    return targetsOf(this.region).flatMap((name) =>
      this.keptOf(name).map((version) => `${name}: version ${version}`),
    );
  }

  /** Whether somebody who deploys a target has published that version of it. */
  isPublishedByColleague(functionName: string, version: string): boolean {
    return this.colleagues.get(functionName)?.published.has(version) ?? false;
  }

  /** The hash of the code that somebody who deploys a target has put into service last; null where nobody has. */
  inServiceOf(functionName: string): string | null {
    return this.colleagues.get(functionName)?.inService ?? null;
  }

  /** The hash of the code that somebody who deploys a target has uploaded last; null where nobody has. */
  uploadedTo(functionName: string): string | null {
    return this.colleagues.get(functionName)?.uploaded ?? null;
  }

  /** The version that a target's alias points at, and all that it has. */
  versionsOf(functionName: string): Pick<TargetState, 'alias' | 'versions'> {
    return this.stateOf(functionName);
  }

  /** When somebody last put something of their own into service, in milliseconds since 1970; null where nobody has. */
  releasedAt(): number | null {
    const moments = [...this.colleagues.values()].flatMap(({ servedAt }) => servedAt ?? []);
    return moments.length === 0 ? null : Math.max(...moments);
  }

  /** All of a target that the fault changes, and its code. */
  private stateOf(name: string): TargetState {
    const target = this.world.functionNamed(name, this.region.region);
    const { Environment, Layers, CodeSha256 } = target.configuration();
    return {
      variables: Environment.Variables,
      layers: Layers,
      code: CodeSha256,
      alias: target.alias(this.deployment.alias).FunctionVersion,
      served: target.configuration(this.deployment.alias).CodeSha256,
      versions: target.allVersions().map(({ Version }) => Version),
    };
  }

  /** As it was before; of what somebody deploys, code and versions are theirs, with what took the place of these. */
  private expectedOf(name: string, now: TargetState): TargetState | undefined {
    const before = this.before.get(name);
    const colleague = this.colleagues.get(name);
    if (before === undefined || colleague?.uploaded == null) return before;
    const served = colleague.inService ?? before.served;
    return { ...before, code: colleague.uploaded, alias: now.alias, served, versions: now.versions };
  }

  private keptOf(name: string): string[] {
    const target = this.world.functionNamed(name, this.region.region);
    const published = this.colleagues.get(name)?.published;
    const { CodeSha256: latest } = target.configuration();
    return this.faultyVersions(name).filter((version) => {
      const code = published?.get(version);
      return code !== undefined && code !== latest;
    });
  }

  private faultyVersions(name: string): string[] {
    const all = this.world.functionNamed(name, this.region.region).allVersions();
    return all
      .filter(({ Version, Environment }) => Version !== '$LATEST' && FAULT_NOTE in Environment.Variables)
      .map(({ Version }) => Version);
  }

  /** Notes the targets whose fault has expired by now, unless something has taken it away before. */
  noteExpiries(): void {
    for (const functionName of [...this.faulty]) {
      const at = expiryOf(this.served(functionName));
      if (at <= this.world.clock.now()) this.healed({ functionName, by: 'expiry', at });
    }
  }

  private look(changedBy: Principal | 'colleague' | undefined): void {
    this.noteExpiries();
    for (const functionName of targetsOf(this.region)) {
      const isFaulty = FAULT_NOTE in this.served(functionName).Environment.Variables;
      if (isFaulty) this.faulty.add(functionName);
      else if (this.faulty.has(functionName)) {
        this.healed({ functionName, by: this.healerOf(changedBy), at: this.world.clock.now() });
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

  private healerOf(startedBy: Principal | 'colleague' | undefined): Healer {
    if (startedBy === 'colleague') return 'colleague';
    if (startedBy === undefined || startedBy === 'operator') return this.gameDayIsOver ? 'restore' : 'runner';
    return startedBy.roleArn.endsWith('-experiment') ? 'S02' : 'rule';
  }
}

interface TargetState {
  readonly variables: Readonly<Record<string, string>>;
  readonly layers: Configuration['Layers'];
  readonly code: string;
  /** The version that the alias points at, and the code of that. */
  readonly alias: string;
  readonly served: string;
  readonly versions: readonly string[];
}

function regionOf({ FunctionArn }: Configuration): string | undefined {
  return FunctionArn.split(':')[3];
}

/** NaN where it carries no fault, or one that never expires. */
function expiryOf({ Environment }: Configuration): number {
  return Date.parse(Environment.Variables[EXPIRES_AT] ?? '');
}
