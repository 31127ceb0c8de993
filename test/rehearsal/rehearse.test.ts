import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Journal } from '../../experiment/journal/journal';
import { INTERPRETERS } from '../../rehearsal/python/interpreter-counts';
import { NotModelled } from '../../rehearsal/not-modelled';
import { checkOf, labRehearsal, type Terraform } from './support/lab';
import { pythonPool } from './support/scripts';
import { dashboardOf } from '../report/support/drawn';

const rehearseLab = labRehearsal(pythonPool(INTERPRETERS.rehearsal));

/** A DNS time-to-live, the five seconds in which a health check's status reaches DNS, and the second of the last request. */
const MOST_SECONDS_FROM_DETECTION = 60 + 5 + 1;
/** How often the game day looks. */
const POLL_SECONDS = 5.5;

function secondsBetween(from: string | null, to: string | null): number {
  return (Date.parse(to ?? '') - Date.parse(from ?? '')) / 1000;
}

describe('the rehearsal of the lab as it stands', () => {
  let journal: Journal;
  beforeAll(async () => {
    journal = await rehearseLab();
  });

  it('completes, and the hypothesis holds in every check', () => {
    expect(journal).toMatchObject({ world: 'rehearsal', status: 'completed', verdict: 'held' });
    expect(journal.reason).toBeUndefined();
    expect(journal.checks.map(({ held }) => held)).toEqual(journal.checks.map(() => true));
    expect(journal.checks.length).toBeGreaterThan(8);
  });

  it('says what the fault is: what the template asks of the document, over what the document does by itself', () => {
    const fault = { latencySeconds: 60, probability: 1, expiresAfterMinutes: 25 };
    const target = { ...fault, timeoutSeconds: 10 };
    expect(journal.fault).toEqual({
      kind: 'latency',
      ...fault,
      targets: [
        { functionName: 'chaos-lab-health', ...target },
        { functionName: 'chaos-lab-hello', ...target },
      ],
      source: `FIS template ${journal.experiment.templateId} in us-east-1, over the defaults of the document chaos-lab-chaos-extension`,
    });
  });

  it('has Route 53 detect the fault 30 to 60 s after its start', () => {
    const { times } = journal;
    expect(times.secondsToDetect).toBeGreaterThanOrEqual(30);
    expect(times.secondsToDetect).toBeLessThanOrEqual(60);
    expect(secondsBetween(times.startedAt, times.faultStartedAt ?? null)).toBeGreaterThan(10);
    expect(times.secondsToDetect).toBe(
      Math.round(secondsBetween(times.faultStartedAt ?? null, times.detectedAt)),
    );
  });

  it("ends the customers' failures within one DNS time-to-live and the propagation after the detection", () => {
    const { times } = journal;
    const seconds = secondsBetween(times.detectedAt, times.reroutedAt);
    expect(seconds).toBeLessThanOrEqual(MOST_SECONDS_FROM_DETECTION);
    expect(seconds).toBeGreaterThanOrEqual(0);
  });

  it('lets customers of the failed region fail for a while, and none of the other', () => {
    const { 'us-east-1': us, 'eu-west-1': eu } = journal.customers;
    const failingSeconds = secondsBetween(journal.times.faultStartedAt ?? null, journal.times.reroutedAt);
    const sent = (44 / 60) * (failingSeconds + POLL_SECONDS);
    expect(us?.failed).toBeGreaterThan(sent * 0.8);
    expect(us?.failed).toBeLessThan(sent * 1.2);
    expect(eu).toMatchObject({ failed: 0 });
    expect(eu?.requests).toBeGreaterThan(250);
  });

  it('holds the fault for the minutes of the template, and puts everything back', () => {
    const { times, restored, experiment } = journal;
    const seconds = secondsBetween(times.faultLiveAt, times.restoredAt);
    expect(seconds).toBeGreaterThanOrEqual(experiment.faultMinutes * 60);
    expect(seconds).toBeLessThan(experiment.faultMinutes * 60 + 60);
    expect(restored).toEqual({ proven: true, differences: [] });
  });

  it('tells what happened in the order of time', () => {
    const moments = journal.timeline.map(({ at }) => at);
    expect(moments).toEqual([...moments].sort());
    const events = journal.timeline.map(({ event }) => event);
    const milestones = [
      'experiment.started',
      'fault.started',
      'fault.live',
      'health.unhealthy',
      'customers.rerouted',
      'fault.gone',
      'experiment.completed',
      'restore.proven',
    ];
    expect(events.filter((event) => milestones.includes(event))).toEqual(milestones);
  });

  it('measures on the deployed dashboard', () => {
    const points = (journal.dashboard?.panels ?? []).flatMap(({ series }) =>
      series.map(({ points: all }) => all.length),
    );
    expect(points.length).toBeGreaterThan(3);
    expect(Math.max(...points)).toBeGreaterThan(15);
  });

  it('is the same, byte for byte, with the same seed, and another with another', async () => {
    const text = JSON.stringify(journal);
    expect(JSON.stringify(await rehearseLab({ seed: 1 }))).toBe(text);
    const other = await rehearseLab({ seed: 2 });
    expect(other.verdict).toBe('held');
    expect(JSON.stringify(other)).not.toBe(text);
    expect(other.times.faultLiveAt).not.toBe(journal.times.faultLiveAt);
  });

  it('starts the clock at the first target, so that whoever failed before the last one carried the fault counts', () => {
    const { times, timeline } = journal;
    const [first, last] = Object.values(times.targetLiveAt ?? {}).sort();
    expect(Object.keys(times.targetLiveAt ?? {}).sort()).toEqual(['chaos-lab-health', 'chaos-lab-hello']);
    expect([times.faultStartedAt, times.faultLiveAt]).toEqual([first, last]);
    expect(secondsBetween(first ?? null, last ?? null)).toBeGreaterThan(0);
    expect(timeline.find(({ event }) => event === 'fault.started')).toMatchObject({ at: first });
  });

  it('is of the region that fails', () => {
    expect(journal.experiment.region).toBe('us-east-1');
    expect(checkOf(journal, 'the other regions keep being served').detail).toMatch(
      /^eu-west-1: 0 of \d+ requests failed$/,
    );
  });
});

it('has as many times the customers as the regions have workers', async () => {
  const journal = await rehearseLab({
    edit: (terraform) => {
      const outputs = Reflect.get(terraform, 'output') as { readonly regions: { readonly value: object[] } };
      for (const region of outputs.regions.value) Object.assign(region, { workers: 3 });
    },
  });
  expect(journal).toMatchObject({ status: 'completed', verdict: 'held' });
  // 44 and 29 requests a minute and worker, in the 3 minutes before the fault, and the first of the next minute.
  expect(checkOf(journal, 'customers of all regions are served').detail).toMatch(
    /^us-east-1: 0 of 399 requests failed; eu-west-1: 0 of 264 requests failed$/,
  );
});

function take(terraform: Terraform, type: string, name: string): Record<string, unknown> {
  const found = terraform.resource[type]?.[name];
  if (found === undefined)
    throw new Error(`no ${type}.${name} in ${Object.keys(terraform.resource[type] ?? {}).join(', ')}`);
  return found;
}

describe('the pictures of the README', () => {
  it.each([
    ['held', ''],
    ['refuted', 'crossed-health-check'],
  ])('show what a rehearsal draws today: %s (else: npm run pictures)', async (name, mistake) => {
    const picture = readFileSync(join(__dirname, '..', '..', 'docs', 'images', `${name}.svg`), 'utf8');
    expect(dashboardOf(await rehearseLab({ mistake })) === picture).toBe(true);
  });
});

describe('a rehearsal finds out', () => {
  it("that a health check asks another region's host", async () => {
    const journal = await rehearseLab({ mistake: 'crossed-health-check' });
    expect(journal).toMatchObject({ status: 'completed', verdict: 'refuted', restored: { proven: true } });
    for (const name of ['turns unhealthy', 'are served by another region']) {
      expect(checkOf(journal, name)).toMatchObject({ held: false, measured: null });
    }
    const [diagnosis, ...others] = journal.diagnosis;
    expect(others).toEqual([]);
    expect(diagnosis?.finding).toBe('the health check of us-east-1 does not watch its own region');
    expect(diagnosis?.evidence).toContain('it asks https://example.eu.mydomain.com/api/health');
    expect(diagnosis?.advice).toContain('let it ask example.us.mydomain.com');
    // The steady state shows nothing of it.
    expect(
      journal.checks.filter(({ kind }) => kind === 'steady-state').map(({ held }) => held),
    ).not.toContain(false);
    expect(journal.times).toMatchObject({ detectedAt: null, reroutedAt: null });
    expect(journal.customers['eu-west-1']).toMatchObject({ failed: 0 });
  });

  it('that the records do not heed the health checks', async () => {
    const journal = await rehearseLab({
      edit: (terraform) => {
        for (const name of ['routing_us-east-1_shared', 'routing_eu-west-1_shared']) {
          expect(Reflect.deleteProperty(take(terraform, 'aws_route53_record', name), 'health_check_id')).toBe(
            true,
          );
        }
      },
    });
    expect(journal).toMatchObject({ status: 'completed', verdict: 'refuted', restored: { proven: true } });
    expect(journal.times.detectedAt).not.toBeNull();
    expect(journal.times.reroutedAt).toBeNull();
    expect(checkOf(journal, 'turns unhealthy')).toMatchObject({ held: true });
    expect(checkOf(journal, 'are served by another region')).toMatchObject({ held: false, measured: null });
  });

  it('that API Gateway may not invoke the alias, and starts nothing', async () => {
    const journal = await rehearseLab({
      edit: (terraform) => {
        take(terraform, 'aws_lambda_permission', 'us-east-1_rest_api_hello_permission').principal =
          'events.amazonaws.com';
      },
    });
    expect(journal).toMatchObject({ status: 'aborted', verdict: 'inconclusive', experiment: { id: null } });
    const check = checkOf(journal, 'customers of all regions are served');
    expect(check.held).toBe(false);
    expect(check.detail).toMatch(/us-east-1: \d+ of \d+ requests failed \(status_5xx \d+\)/);
    expect(journal.timeline.map(({ event }) => event)).not.toContain('experiment.started');
  });

  it('that a health check asks for a path that is not there, and starts nothing', async () => {
    const journal = await rehearseLab({
      edit: (terraform) => {
        take(terraform, 'aws_route53_health_check', 'routing_us-east-1_health').resource_path = '/api/none';
      },
    });
    expect(journal).toMatchObject({ status: 'aborted', verdict: 'inconclusive', experiment: { id: null } });
    const { held, detail } = checkOf(journal, 'the health checks of all regions are healthy');
    expect(held).toBe(false);
    expect(detail).toContain('Failure: HTTP Status Code 403.');
    expect(detail).toContain('/api/none');
  });

  it('that the document fails, with the traceback of its Python', async () => {
    const journal = await rehearseLab({
      edit: (terraform) => {
        const document = take(terraform, 'aws_ssm_document', 'us-east-1_fault_automation_document');
        const content = String(document.content);
        const broken = content.replace(
          'client = boto3.client("lambda")',
          'raise ValueError("no such thing")',
        );
        expect(broken).not.toBe(content);
        document.content = broken;
      },
    });
    expect(journal).toMatchObject({
      status: 'failed',
      restored: { proven: true },
      times: { faultLiveAt: null },
    });
    expect(journal.verdict).not.toBe('held');
    expect(journal.reason).toContain('Traceback (most recent call last):');
    expect(journal.reason).toContain(
      'in handler\n    raise ValueError("no such thing")\nValueError: no such thing',
    );
    expect(journal.customers['us-east-1']).toMatchObject({ failed: 0 });
  });

  it("that a function's variables are under a key that the document's role may not use, and touches nothing", async () => {
    const key = 'arn:aws:kms:us-east-1:123456789012:key/orders';
    const journal = await rehearseLab({
      edit: (terraform) => {
        const environment = { variables: { TABLE: 'orders' } };
        Object.assign(take(terraform, 'aws_lambda_function', 'us-east-1_hello'), {
          kms_key_arn: key,
          environment,
        });
      },
    });
    expect(journal).toMatchObject({
      status: 'failed',
      restored: { proven: true },
      times: { faultLiveAt: null },
    });
    expect(journal.reason).toContain('chaos-lab-hello: the variables of version $LATEST cannot be read');
    expect(journal.reason).toContain(`allow the role of this document kms:Decrypt on ${key}`);
    expect(journal.snapshots[0]?.variables).toHaveProperty('TABLE');
  });

  it('that a role is missing a permission', async () => {
    const journal = await rehearseLab({
      edit: (terraform) => {
        const policy = take(terraform, 'aws_iam_role_policy', 'us-east-1_fault_automation_role_policy');
        policy.policy = String(policy.policy).replace('"lambda:PublishVersion",', '');
      },
    });
    expect(journal).toMatchObject({ status: 'failed', restored: { proven: true } });
    expect(journal.reason).toContain('is not authorized to perform: lambda:PublishVersion');
  });

  it('nothing about what it does not model: it refuses it by name', async () => {
    const refused = rehearseLab({
      edit: (terraform) => {
        terraform.resource.aws_wafv2_web_acl = { acl: {} };
      },
    });
    await expect(refused).rejects.toThrow(
      new NotModelled('the Terraform resource aws_wafv2_web_acl', 'aws_wafv2_web_acl.acl'),
    );
  });
});
