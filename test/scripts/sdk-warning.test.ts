import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { temporaryFolder } from '../support/temporary-folder';
import { cdktfOutputs } from './files';

const folder = temporaryFolder();

it("keeps the SDK's notice about Node.js away from the progress, without credentials and without a network", () => {
  const outputs = folder.write('outputs.json', cdktfOutputs());
  const { PATH } = process.env;
  const { stderr, stdout, status } = spawnSync(
    process.execPath,
    ['--import', 'tsx', join('scripts', 'restore.ts'), '--outputs', outputs],
    {
      encoding: 'utf8',
      env: {
        PATH,
        AWS_EC2_METADATA_DISABLED: 'true',
        AWS_CONFIG_FILE: folder.path('none'),
        AWS_SHARED_CREDENTIALS_FILE: folder.path('none'),
      },
    },
  );
  expect({ stdout, status }).toEqual({ stdout: '', status: 1 });
  expect(stderr).toMatch(/^no usable credentials: CredentialsProviderError: [^\n]*`aws sso login`\n$/);
});
