import { UsageError } from '../../scripts/command-line';
import { loadDeployment } from '../../scripts/deployment-file';
import { deployment, labOutputs } from '../experiment/support/lab';
import { cdktfOutputs, temporaryFolder, terraformOutputs } from './files';

const folder = temporaryFolder();

it.each([
  ['cdktf deploy --outputs-file', cdktfOutputs()],
  ['terraform output -json', terraformOutputs()],
  ['a project of several stacks', { network: { vpc: 'vpc-1' }, 'chaos-lab': labOutputs() }],
])('reads the file of %s', (_command, content) => {
  expect(loadDeployment(folder.write('outputs.json', content))).toEqual(deployment);
});

it.each<[string, unknown, string]>([
  ['is not JSON', '{ "chaos-lab": ', 'is not JSON ('],
  ['is no object', '[]', 'holds no outputs'],
  ['is empty', {}, 'holds no outputs'],
  ['is of something else', { name: 'x', version: '1' }, 'no stack in it has the output api_url of a lab'],
  [
    'is of two labs',
    { 'lab-a': labOutputs(), 'lab-b': labOutputs() },
    'holds more than one lab, lab-a and lab-b: keep each in a file',
  ],
  [
    'lacks an output',
    { 'chaos-lab': { ...labOutputs(), dashboard_name: undefined } },
    "the deployment's output dashboard_name is missing, and should be a string",
  ],
])('refuses a file that %s, and names the commands that write one', (_what, content, reason) => {
  const file = folder.write('bad.json', content);
  const load = () => loadDeployment(file);
  expect(load).toThrow(UsageError);
  expect(load).toThrow(`${file}: ${reason}`);
  expect(load).toThrow(
    /`npx cdktf deploy --outputs-file outputs\.json` and by `terraform output -json > outputs\.json`$/,
  );
});

it('says so where there is no file', () => {
  const file = folder.path('missing.json');
  expect(() => loadDeployment(file)).toThrow(`${file}: there is no such file; such a file is written by`);
});
