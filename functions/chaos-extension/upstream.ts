import type { IncomingMessage, ServerResponse } from 'node:http';

import { portIn } from './port';

/** Loopback, by the names that it has within an execution environment (Lambda developer guide, "Telemetry API": `sandbox.localdomain`). */
const WITHIN_ENVIRONMENT = /^(?:127(?:\.\d{1,3}){3}|localhost|sandbox\.localdomain):(\d+)$/;

/** What a proxy knows from its start. */
export interface Addresses {
  /** Host and port of Lambda's own Runtime API: `127.0.0.1:9001`. */
  readonly lambda: string;
  /** The port of the proxy itself. */
  readonly port: number;
}

/** Where one request goes. */
export interface Route {
  /** Host and port. */
  readonly address: string;
  /** The request has been here before: the proxy that it was forwarded to has forwarded it to this one. */
  readonly circled: boolean;
}

/**
 * Where a proxy forwards to: Lambda; or another proxy, which another wrapper has put before Lambda and which stays in the way so.
 */
export class Upstream {
  private address: string;
  private readonly underWay = new Set<string>();

  constructor(private readonly addresses: Addresses) {
    this.address = addresses.lambda;
  }

  /**
   * The runtime that is started now would have gone to `address`, and is to be forwarded there from now on. Only Lambda and what listens
   * within this environment will do: an invocation is nobody else's business.
   * @returns whether it will be
   */
  forwardTo(address: string): boolean {
    const { lambda, port } = this.addresses;
    const [, digits = ''] = WITHIN_ENVIRONMENT.exec(address) ?? [];
    const given = portIn(digits);
    if (address !== lambda && given === null) return false;
    // The proxy itself: a runtime that goes there already is to go on to Lambda.
    this.address = given === port ? lambda : address;
    return true;
  }

  /** Where a request goes. What is under way to another proxy already and comes once more has gone in a circle, and goes to Lambda. */
  routeOf({ method = '', url = '' }: IncomingMessage, outgoing: ServerResponse): Route {
    const { lambda } = this.addresses;
    if (this.address === lambda) return { address: lambda, circled: false };
    const key = `${method} ${url}`;
    if (this.underWay.has(key)) return { address: lambda, circled: true };
    this.underWay.add(key);
    outgoing.on('close', () => this.underWay.delete(key));
    return { address: this.address, circled: false };
  }
}
