import type { Connection } from '../../../rehearsal/network';
import type { HttpAnswer } from '../../../rehearsal/sandbox/https-module';
import type { HealthCheckSettings } from '../../../rehearsal/services/route53/health-checker';
import type { VirtualClock } from '../../../rehearsal/time/virtual-clock';
import { checkerRegions } from '../../../validation/lab-config/aws-regions';

export const settings: HealthCheckSettings = {
  host: 'example.us.mydomain.com',
  path: '/api/health',
  intervalSeconds: 10,
  failureThreshold: 3,
  searchString: null,
  regions: checkerRegions,
};

export const fine: HttpAnswer = { status: 200, body: 'Region us-east-1 is healthy' };

/** An endpoint that a test breaks and mends. */
export class Endpoint {
  /** One for all, or one for the nth request (from 0) of the checkers of a region. */
  answer: HttpAnswer | 'no record' | ((from: string, nth: number) => HttpAnswer) = fine;
  /** From the connection to the answer. */
  answersAfterMs = 50;
  /** When it was asked, what, and from where. */
  readonly requests: { readonly at: number; readonly url: string; readonly from: string }[] = [];

  /** @param brokenFor the regions whose checkers get no answer in time */
  constructor(
    private readonly clock: VirtualClock,
    public brokenFor: (from: string, index: number) => boolean = () => false,
  ) {}

  connect(host: string, from: string): Connection | { readonly unreachable: string } {
    if (this.answer === 'no record') return { unreachable: 'DNS resolution failed' };
    const index = this.requests.length;
    const nth = this.requests.filter((request) => request.from === from).length;
    const answer = typeof this.answer === 'function' ? this.answer(from, nth) : this.answer;
    return {
      roundTripMs: 0,
      get: async (path) => {
        this.requests.push({ at: this.clock.now(), url: `https://${host}${path}`, from });
        await this.clock.sleep(this.brokenFor(from, index) ? 10_000 : this.answersAfterMs);
        return answer;
      },
    };
  }
}
