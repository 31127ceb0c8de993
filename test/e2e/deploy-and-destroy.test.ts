import { readFileSync } from 'node:fs';
import path from 'node:path';
import { ListHostedZonesCommand, Route53Client } from '@aws-sdk/client-route-53';
import { readDeployment } from '../../experiment/deployment/deployment';
import { twoRegions } from '../modules/synthesized';
import { whatIsThere } from './support/account';
import { cdktf, OUTPUTS, withCdktf } from './support/deploy';
import { startEmulatedAws, type EmulatedAws } from './support/emulated-aws';
import { inScratchFolder, terraformOf } from './support/scratch';
import { sdkSettings } from './support/context';
import { suiteWith } from './support/tools';

const REGIONS = twoRegions.regions.map(({ region }) => region);

/** An empty account and a folder; both are gone afterwards. */
function inEmptyAccount<T>(work: (aws: EmulatedAws, folder: string) => Promise<T>): Promise<T> {
  return inScratchFolder(async (folder) => {
    const aws = await startEmulatedAws(twoRegions.zone);
    try {
      return await work(aws, folder);
    } finally {
      await aws.close();
    }
  });
}

const TOOLS = ['terraform', 'provider', 'moto', 'boto3'] as const;

// Terraform's provider waits most of the time, so these run side by side, those of both suites.
suiteWith(...TOOLS)('the lab in an empty account', () => {
  it.concurrent('is deployed by terraform apply, does not drift, and is destroyed to the last', async () => {
    await inEmptyAccount(async (aws, folder) => {
      const terraform = await terraformOf(twoRegions, folder, aws.env);
      await terraform.apply();
      expect(await terraform.plan()).toEqual({ exitCode: 0, changes: [] });
      expect(await whatIsThere(aws, REGIONS)).toMatchObject({
        'eu-west-1 functions': ['chaos-lab-health', 'chaos-lab-hello', 'chaos-lab-load-gen'],
        'us-east-1 APIs': ['chaos-lab'],
        'us-east-1 templates': [expect.stringMatching(/^EXT/)],
      });

      await terraform.destroy();
      expect(await terraform.stateList()).toEqual([]);
      expect(await whatIsThere(aws, REGIONS)).toEqual({});
    });
  });

  it.concurrent(
    'takes in the record of a host that another stack has validated, and gives it back',
    async () => {
      await inEmptyAccount(async (aws, folder) => {
        const route53 = new Route53Client(sdkSettings(aws.endpoint.url, 'us-east-1'));
        const { HostedZones: [zone] = [] } = await route53.send(new ListHostedZonesCommand({}));
        const zoneId = zone?.Id?.replace('/hostedzone/', '') ?? '';
        const records = async () => (await whatIsThere(aws, [])).records;
        const terraform = await terraformOf(twoRegions, folder, aws.env);
        const validation = '-target=aws_acm_certificate_validation.certificates_us-east-1_shared_validation';
        const record = 'aws_route53_record.certificates_validation_example_mydomain_com';

        // Another stack does what the lab does, and its state is elsewhere.
        await terraform.must('apply', '-auto-approve', validation);
        const { name } = await terraform.attributes(record);
        const others = await records();
        expect(others).toEqual([`${String(name)}. CNAME`]);
        await terraform.must('state', 'rm', record);

        await expect(terraform.must('apply', '-auto-approve', validation)).rejects.toThrow(
          'but it already exists',
        );
        await terraform.must('import', record, `${zoneId}_${String(name)}_CNAME`);
        await terraform.must('apply', '-auto-approve', validation);

        await terraform.must('state', 'rm', record);
        await terraform.destroy();
        expect(await records()).toEqual(others);
      });
    },
  );
});

suiteWith(...TOOLS, 'cdktf-cli')('the lab in an empty account, with CDKTF’s command line', () => {
  it.concurrent(
    'is deployed by cdktf deploy, with outputs that the scripts read, does not drift, and is destroyed',
    async () => {
      await inEmptyAccount(async (aws, folder) => {
        const terraform = await withCdktf(twoRegions, folder, aws.env);
        expect(await terraform.plan()).toEqual({ exitCode: 0, changes: [] });

        const file = readFileSync(path.join(folder, OUTPUTS), 'utf8');
        const written = JSON.parse(file) as Record<string, Record<string, unknown>>;
        const deployment = readDeployment(written[twoRegions.name] ?? {});
        expect(deployment).toEqual(readDeployment(await terraform.outputs()));
        expect(deployment).toMatchObject({
          apiUrl: 'https://example.mydomain.com/api/hello',
          alias: 'live',
          regions: [
            { region: 'us-east-1', experimentTemplateId: expect.stringMatching(/^EXT/) as unknown },
            { region: 'eu-west-1', helloFunction: 'chaos-lab-hello' },
          ],
        });

        await cdktf(folder, aws.env, 'destroy', '--auto-approve');
        expect(await terraform.stateList()).toEqual([]);
        expect(await whatIsThere(aws, REGIONS)).toEqual({});
      });
    },
  );
});
