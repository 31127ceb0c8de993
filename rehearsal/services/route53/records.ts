import { roundTripMs } from '../../latency';
import type { VirtualClock } from '../../time/virtual-clock';
import type { HealthCheck } from './health-check';

/** An alias record to a regional API Gateway endpoint. */
export interface AliasRecord {
  readonly name: string;
  /** The endpoint that the alias names. */
  readonly target: string;
  /** The region of a latency record; null for a simple one. */
  readonly latencyRegion: string | null;
  /** Null: always healthy. */
  readonly healthCheck: HealthCheck | null;
}

/** What a record that is an alias to a regional API lives in caches; 60 s for other alias targets, and not documented for this one. */
const ALIAS_TTL_MS = 60_000;

/** The answers to A queries. */
export class Records {
  private readonly records: AliasRecord[] = [];
  private readonly cached = new Map<string, { readonly target: string | null; readonly until: number }>();

  constructor(private readonly clock: VirtualClock) {}

  /** @throws Error as Route 53 refuses it: a second record of the same name and region */
  add(record: AliasRecord): void {
    const twin = this.records.find(
      ({ name, latencyRegion }) =>
        name === record.name &&
        (latencyRegion === record.latencyRegion || latencyRegion === null || record.latencyRegion === null),
    );
    if (twin !== undefined) throw new Error(`InvalidChangeBatch: there is a record ${record.name} already`);
    this.records.push(record);
  }

  /** What Route 53 itself answers to somebody in that region. */
  resolve(name: string, fromRegion: string): string | null {
    const candidates = this.records.filter((record) => record.name === name);
    const healthy = candidates.filter(({ healthCheck }) => healthCheck?.healthyForDns ?? true);
    // Where none is healthy, all are taken as healthy (Route 53 developer guide, "How Route 53 chooses records").
    const [best] = (healthy.length > 0 ? healthy : candidates).sort(
      (a, b) => distance(fromRegion, a) - distance(fromRegion, b),
    );
    return best?.target ?? null;
  }

  /** What the resolver of that region answers, which keeps each answer for its time to live. */
  resolveCached(name: string, fromRegion: string): string | null {
    const key = `${fromRegion} ${name}`;
    const known = this.cached.get(key);
    if (known !== undefined && known.until > this.clock.now()) return known.target;
    const target = this.resolve(name, fromRegion);
    this.cached.set(key, { target, until: this.clock.now() + ALIAS_TTL_MS });
    return target;
  }
}

function distance(from: string, { latencyRegion }: AliasRecord): number {
  return latencyRegion === null ? 0 : roundTripMs(from, latencyRegion);
}
