import type { Journal } from '../../../experiment/journal/journal';
import { onAws } from '../../report/support/aws-journals';
import { refuted } from '../../report/support/journals';
import { at } from '../../report/support/moments';

const LONG = `arn:aws:lambda:us-east-1:123456789012:layer:${'chaos'.repeat(60)}:1`;
const REGIONS = ['us-east-1', 'eu-west-1', 'ap-southeast-1', 'ap-northeast-1', 'sa-east-1', 'us-west-2'];

/** The journal of a game day in six regions that took a day and failed, with words that no line can hold. */
export function unwieldy(): Journal {
  const base = refuted();
  const [region] = base.deployment.regions;
  if (region === undefined) throw new Error('the lab has no region');
  return {
    ...base,
    ...{ world: 'aws', status: 'failed', verdict: 'refuted' },
    reason: `Traceback (most recent call last):\n  File "attach", line 3, in handler\nKeyError: ${LONG}`,
    hypothesis: { ...base.hypothesis, title: `${base.hypothesis.title} ${LONG}` },
    preflight: onAws().preflight.map((result) => ({ ...result, measured: LONG, advice: LONG })),
    deployment: {
      ...base.deployment,
      apiUrl: `https://${'very.'.repeat(40)}long.example/api/hello`,
      regions: REGIONS.map((code) => ({
        ...{ ...region, region: code, label: code.slice(0, 2), stopAlarmNames: [LONG, LONG] },
        ...{ host: `example.${code}.${'long.'.repeat(30)}example`, workers: 3 },
      })),
    },
    experiment: {
      ...base.experiment,
      actions: base.experiment.actions.map((action) => ({ ...action, name: action.name.repeat(6) })),
    },
    checks: base.checks.map((check) => ({
      ...check,
      name: check.name.repeat(4),
      detail: `${check.detail} ${LONG}`,
    })),
    customers: Object.fromEntries(REGIONS.map((code) => [code, { requests: 123_456_789, failed: 98_765 }])),
    snapshots: base.snapshots.map((one) => ({
      ...{
        ...one,
        layers: [LONG, LONG],
        versions: Array.from({ length: 60 }, (_, version) => String(version)),
      },
      variables: Object.fromEntries(
        Array.from({ length: 40 }, (_, index) => [`${'NAME_'.repeat(12)}${index}`, '']),
      ),
    })),
    restored: { proven: false, differences: [`chaos-lab-hello: the layers were none and are ${LONG}`] },
    diagnosis: [{ finding: LONG, evidence: LONG, advice: LONG }],
    expected: { ...onAws().expected, source: `${'reports/'.repeat(40)}journal.json` } as Journal['expected'],
    timeline: [
      ...base.timeline,
      { at: at(93_600), event: 'a.very.long.event.name.that.nobody.expected', detail: LONG },
    ],
  };
}
