import { renameSync } from 'node:fs';
import path from 'node:path';
import { regionHostOf, sharedHostOf } from '../../modules/lab';
import { localStateFile } from '../../modules/local-state';
import { checkerRegions } from '../../validation/lab-config/aws-regions';
import type { LabConfig } from '../../validation/lab-config/lab-config';
import { resource, twoRegions, type Synthesized } from '../modules/synthesized';
import { outOfOrder } from './support/change-log';
import { ChangingLab } from './support/changing-lab';
import { suiteWith } from './support/tools';

const EMPTY = { exitCode: 0, changes: [] };

/**
 * The order of what the real provider asks of AWS. Deploying takes longest, so all tests change the same lab; each goes on from whatever
 * the one before it has made of it.
 */
suiteWith(
  'terraform',
  'provider',
  'moto',
)('a deployed lab that changes', () => {
  let lab: ChangingLab;
  let config = twoRegions;
  /** What stands for another version of the extension and of the document, once there has been one. */
  let uploaded: (stack: Synthesized) => void = () => undefined;

  beforeAll(async () => {
    lab = await ChangingLab.deploy(config);
  });
  // It is not there where it could not be deployed.
  afterAll(() => (lab as ChangingLab | undefined)?.close());

  const change = (changed: Partial<LabConfig>) => {
    config = { ...config, ...changed };
    return lab.change(config, uploaded);
  };
  const regions = async () => (await lab.deployment()).regions;

  it('names the regions of its checkers, as Route 53 answers, so that there is nothing to change', async () => {
    for (const { region } of config.regions) {
      const check = await lab.terraform.attributes(`aws_route53_health_check.routing_${region}_health`);
      expect([...(check.regions as string[])].sort()).toEqual([...checkerRegions].sort());
    }
    expect(await lab.terraform.plan()).toEqual(EMPTY);
  });

  it.each([
    ['asks at another interval', 'intervalSeconds'],
    ['matches the body, or no longer', 'matchBody'],
  ] as const)('has its next health check before it lets go of the last, where it %s', async (_how, what) => {
    const { intervalSeconds, matchBody } = config.healthCheck;
    const before = await regions();
    const healthCheck = {
      intervalSeconds: intervalSeconds === 10 ? 30 : 10,
      matchBody: !matchBody,
    } as const;
    const { calls, then } = await change({
      healthCheck: { ...config.healthCheck, [what]: healthCheck[what] },
    });
    expect(calls).toHaveLength(3 * before.length + 1);
    for (const { region, host, healthCheckId } of before) {
      expect(
        outOfOrder(
          calls,
          new RegExp(`^CreateHealthCheck ${host}$`),
          new RegExp(`^UPSERT ${sharedHostOf(config)} A ${region}$`),
          new RegExp(`^DeleteHealthCheck ${healthCheckId}$`),
        ),
      ).toEqual([]);
    }
    expect(then).toEqual(EMPTY);
  });

  it('keeps all of a region but its own host, where the label changes, and checks the next host before the last goes', async () => {
    const [before] = await regions();
    if (before === undefined) throw new Error('the lab has no regions');
    const { region, label: lastLabel, host: last, healthCheckId, experimentTemplateId } = before;
    const label = `${lastLabel}a`;
    const { plan, calls, then } = await change({
      regions: config.regions.map((each) => (each.region === region ? { ...each, label } : each)),
    });
    const next = regionHostOf(config, label);

    expect(
      plan.changes
        .filter((line) => /will be|must be/.test(line))
        .map(typeOf)
        .sort(),
    ).toEqual([
      'aws_acm_certificate must be replaced',
      'aws_acm_certificate_validation must be replaced',
      'aws_api_gateway_base_path_mapping must be replaced',
      'aws_api_gateway_domain_name must be replaced',
      'aws_cloudwatch_metric_alarm must be replaced',
      'aws_fis_experiment_template will be updated in-place',
      'aws_iam_role_policy will be updated in-place',
      'aws_route53_health_check will be updated in-place',
      'aws_route53_record will be created',
      'aws_route53_record will be created',
      'aws_route53_record will be destroyed',
      'aws_route53_record will be destroyed',
    ]);
    expect(
      outOfOrder(
        calls,
        new RegExp(`^RequestCertificate ${region} ${next}$`),
        new RegExp(`^POST ${region} /domainnames ${next}$`),
        new RegExp(`^POST ${region} /domainnames/${next}/basepathmappings$`),
        new RegExp(`^CREATE ${next} A$`),
        new RegExp(`^UpdateHealthCheck ${healthCheckId} ${next}$`),
        new RegExp(`^DELETE ${last} A$`),
        new RegExp(`^DELETE ${region} /domainnames/${last}/basepathmappings/`),
        new RegExp(`^DELETE ${region} /domainnames/${last}$`),
        new RegExp(`^DeleteCertificate ${region}$`),
      ),
    ).toEqual([]);
    expect(
      outOfOrder(
        calls,
        new RegExp(`^PutMetricAlarm ${region} .*-outside-${label}$`),
        new RegExp(`^PATCH ${region} /experimentTemplates/${experimentTemplateId}$`),
        new RegExp(`^DeleteAlarms ${region} .*-outside-${lastLabel}$`),
      ),
    ).toEqual([]);
    expect(then).toEqual(EMPTY);
  });

  it('answers at the next host before the last goes, where the host changes', async () => {
    const last = sharedHostOf(config);
    const before = await regions();
    const { calls, then } = await change({ host: `${config.host}x` });
    const next = sharedHostOf(config);
    for (const { region, label, host: lastOwn, healthCheckId } of before) {
      expect(
        outOfOrder(
          calls,
          new RegExp(`^POST ${region} /domainnames ${next}$`),
          new RegExp(`^POST ${region} /domainnames/${next}/basepathmappings$`),
          new RegExp(`^CREATE ${next} A ${region}$`),
          new RegExp(`^DELETE ${last} A ${region}$`),
          new RegExp(`^DELETE ${region} /domainnames/${last}/basepathmappings/`),
          new RegExp(`^DELETE ${region} /domainnames/${last}$`),
        ),
      ).toEqual([]);
      const nextOwn = regionHostOf(config, label);
      expect(
        outOfOrder(
          calls,
          new RegExp(`^CREATE ${nextOwn} A$`),
          new RegExp(`^UpdateHealthCheck ${healthCheckId} ${nextOwn}$`),
          new RegExp(`^DELETE ${lastOwn} A$`),
          new RegExp(`^DELETE ${region} /domainnames/${lastOwn}$`),
        ),
      ).toEqual([]);
    }
    expect(then).toEqual(EMPTY);
  });

  it('has its next layer in the experiment before the last goes, where the extension changes, and the document in place', async () => {
    const before = await regions();
    uploaded = (stack) => {
      for (const { region } of config.regions) {
        const { filename, source_code_hash } = resource(stack, 'aws_lambda_function', `${region}_hello`);
        Object.assign(resource(stack, 'aws_lambda_layer_version', `${region}_fault_layer`), {
          filename,
          source_code_hash,
        });
        const document = resource(stack, 'aws_ssm_document', `${region}_fault_automation_document`);
        document.content = `${String(document.content)}# next\n`;
      }
    };
    const { calls, then } = await change({});
    for (const { region, experimentTemplateId, layerArn } of before) {
      const last = /[^:]+$/.exec(layerArn)?.[0] ?? '';
      const layers = `/2018-10-31/layers/${config.name}-chaos-extension/versions`;
      for (const user of [
        `PATCH ${region} /experimentTemplates/${experimentTemplateId}$`,
        `PutTargets ${region}`,
      ]) {
        expect(
          outOfOrder(
            calls,
            new RegExp(`^POST ${region} ${layers}$`),
            new RegExp(`^${user}`),
            new RegExp(`^DELETE ${region} ${layers}/${last}$`),
          ),
        ).toEqual([]);
      }
    }
    const documents = calls.filter((call) => call.includes('Document')).map((call) => call.split(' ')[0]);
    expect(documents.sort()).toEqual(
      ['UpdateDocument', 'UpdateDocumentDefaultVersion'].flatMap((call) => before.map(() => call)),
    );
    expect(then).toEqual(EMPTY);
  });

  it('serves by its next functions before the last go, where it is renamed with its state', async () => {
    const last = config.name;
    const next = `${last}-b`;
    const rename = (state: string) => path.join(lab.folder, localStateFile(state));
    renameSync(rename(last), rename(next));
    const { calls, then } = await change({ name: next });
    for (const { region } of config.regions) {
      for (const name of ['hello', 'health']) {
        expect(
          outOfOrder(
            calls,
            new RegExp(`^PutRolePolicy ${region} .*${next}-${region}-${name}$`),
            new RegExp(`^POST ${region} /2015-03-31/functions ${next}-${name}$`),
            new RegExp(`^POST ${region} /2015-03-31/functions/${next}-${name}/aliases`),
            new RegExp(`^POST ${region} /2015-03-31/functions/${next}-${name}/policy`),
            new RegExp(`^POST ${region} /restapis/\\w+/deployments$`),
            new RegExp(`^PATCH ${region} /restapis/\\w+/stages/live$`),
            new RegExp(`^DELETE ${region} /2015-03-31/functions/${last}-${name}/(policy|aliases)`),
            new RegExp(`^DELETE ${region} /2015-03-31/functions/${last}-${name}$`),
            new RegExp(`^DeleteRolePolicy ${region} .*${last}-${region}-${name}$`),
          ),
        ).toEqual([]);
      }
    }
    expect(
      calls.filter((call) => /domainnames|HealthCheck|^(CREATE|UPSERT|DELETE) \S+ A/.test(call)),
    ).toEqual([]);
    expect(then).toEqual(EMPTY);
  });
});

/** `aws_lambda_alias will be updated in-place` of `aws_lambda_alias.us-east-1_hello_alias will be updated in-place`. */
function typeOf(change: string): string {
  return change.replace(/\.\S+/, '');
}
