import { roundTripMs } from './latency';
import type { HttpAnswer } from './sandbox/https-module';
import type { ApiGateway } from './services/api-gateway/api-gateway';
import type { VirtualClock } from './time/virtual-clock';

/** Gives the endpoint that a name stands for, or null where it has no A record. */
export type Resolve = (host: string) => string | null;

/** A connection to a regional endpoint. */
export interface Connection {
  readonly roundTripMs: number;
  /** Asks for a path; resolves when the whole answer is there. */
  get(path: string): Promise<HttpAnswer>;
}

/** A TCP handshake, a TLS 1.3 handshake and half a round trip for the request pass before the server sees it. */
const ROUND_TRIPS_BEFORE = 2.5;
const ROUND_TRIPS_AFTER = 0.5;

/** The way from a region to the API's endpoints. */
export class Network {
  constructor(
    private readonly clock: VirtualClock,
    private readonly gateway: ApiGateway,
  ) {}

  /** Connects to a host over HTTPS, or says why that is not possible. */
  connect(host: string, fromRegion: string, resolve: Resolve): Connection | { readonly unreachable: string } {
    const endpoint = resolve(host);
    if (endpoint === null) return { unreachable: 'DNS resolution failed' };
    const region = this.gateway.regionOf(endpoint);
    if (region === null) return { unreachable: 'connection refused' };
    const roundTrip = roundTripMs(fromRegion, region);
    return {
      roundTripMs: roundTrip,
      get: async (path) => {
        await this.clock.sleep(ROUND_TRIPS_BEFORE * roundTrip);
        const answer = await this.gateway.answer(endpoint, host, path);
        await this.clock.sleep(ROUND_TRIPS_AFTER * roundTrip);
        return answer;
      },
    };
  }
}
