/** Tokens that come back at a steady rate, as API Gateway counts requests (API Gateway developer guide, "Throttle requests to your REST APIs"). */
export class TokenBucket {
  private tokens: number;
  private filledAt: number;

  constructor(
    private readonly perSecond: number,
    private readonly size: number,
    /** Milliseconds, as are those of {@link take}. */
    now: number,
  ) {
    this.tokens = size;
    this.filledAt = now;
  }

  /** Takes one token; false where there is none. */
  take(now: number): boolean {
    this.tokens = Math.min(this.size, this.tokens + ((now - this.filledAt) / 1000) * this.perSecond);
    this.filledAt = now;
    if (this.tokens < 1) return false;
    this.tokens -= 1;
    return true;
  }
}
