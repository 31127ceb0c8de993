import { createDecider } from '../../../functions/chaos-extension/decider';
import { countInjected } from '../../../functions/chaos-extension/measure';

const EXPIRY = Date.parse('2026-11-20T12:00:00Z');
const FUNCTION = 'arn:aws:lambda:us-east-1:123456789012:function:hello';
const ENVIRONMENT = {
  CHAOS_EXTENSION__LAMBDA__ENABLE_LATENCY: 'true',
  CHAOS_EXTENSION__LAMBDA__LATENCY_VALUE: '60',
  CHAOS_EXTENSION__LAMBDA__LATENCY_PROBABILITY: '0.5',
  CHAOS_EXTENSION__EXPIRES_AT: '2026-11-20T12:00:00Z',
};

function start(environment: Record<string, string>) {
  const log = jest.fn();
  const at = { now: EXPIRY - 1, drawn: 0 };
  const decide = createDecider({ environment, log, now: () => at.now, random: () => at.drawn });
  const decideFor = (requestId: string) => decide({ requestId, functionArn: `${FUNCTION}:live` });
  return { log, at, decide: decideFor };
}

describe('the log of decisions', () => {
  it('names the request and the delay of each injection, counts it, and is silent about the spared ones', () => {
    const { log, at, decide } = start(ENVIRONMENT);
    decide('request-1');
    at.drawn = 0.5;
    decide('request-2');

    expect(log.mock.calls).toEqual([
      [
        'injected',
        {
          requestId: 'request-1',
          latencySeconds: 60,
          responseReplaced: false,
          ...countInjected({ requestId: 'request-1', functionArn: `${FUNCTION}:live` }, EXPIRY - 1),
        },
      ],
    ]);
  });

  it('tells the expiry once', () => {
    const { log, at, decide } = start(ENVIRONMENT);
    at.now = EXPIRY;
    decide('request-1');
    decide('request-2');

    expect(log.mock.calls).toEqual([['expired', { expiredAt: '2026-11-20T12:00:00Z' }]]);
  });

  it('tells each problem once', () => {
    const { log, decide } = start({ ...ENVIRONMENT, CHAOS_EXTENSION__LAMBDA__LATENCY_VALUE: '1 min' });
    decide('request-1');
    decide('request-2');

    expect(log.mock.calls).toEqual([
      ['problem', { problem: expect.stringContaining('CHAOS_EXTENSION__LAMBDA__LATENCY_VALUE') as string }],
    ]);
  });
});
