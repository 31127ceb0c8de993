import { readFileSync } from 'node:fs';
import path from 'node:path';
import { readDeployment } from '../../experiment/deployment';
import { twoRegions } from '../modules/synthesized';
import { whatIsThere } from './support/account';
import { startEmulatedAws, type EmulatedAws } from './support/emulated-aws';
import { runOrThrow } from './support/run';
import { checkOut, inScratchFolder, terraformOf } from './support/scratch';
import { Terraform } from './support/terraform';
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

// Terraform's provider waits most of the time, so the two run side by side.
suiteWith(
  'terraform',
  'provider',
  'moto',
  'boto3',
)('the lab in an empty account', () => {
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
    'is deployed by cdktf deploy, with outputs that the scripts read, does not drift, and is destroyed',
    async () => {
      await inEmptyAccount(async (aws, folder) => {
        checkOut(twoRegions, folder);
        const env = {
          ...aws.env,
          CDKTF_HOME: path.join(folder, '.cdktf'),
          CDKTF_DISABLE_PLUGIN_CACHE_ENV: '1',
          CI: '1',
        };
        const cdktf = (...args: readonly string[]): Promise<string> =>
          runOrThrow('npx', ['cdktf', ...args], { cwd: folder, env });
        await cdktf('deploy', '--auto-approve', '--skip-provider-lock', '--outputs-file', 'outputs.json');
        const terraform = new Terraform(path.join(folder, 'cdktf.out', 'stacks', twoRegions.name), env);
        expect(await terraform.plan()).toEqual({ exitCode: 0, changes: [] });

        const file = readFileSync(path.join(folder, 'outputs.json'), 'utf8');
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

        await cdktf('destroy', '--auto-approve');
        expect(await terraform.stateList()).toEqual([]);
        expect(await whatIsThere(aws, REGIONS)).toEqual({});
      });
    },
  );
});
