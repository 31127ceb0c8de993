import { Readable } from 'node:stream';
import { Command } from 'commander';
import { UsageError } from '../../../scripts/command-line/command-line';
import { addDeploymentOptions, loadDeployment, type Input } from '../../../scripts/outputs/deployment-file';
import { deployment, labOutputs } from '../../experiment/support/lab';
import { temporaryFolder } from '../../support/temporary-folder';
import { cdktfOutputs, terraformOutputs } from '../files';

const folder = temporaryFolder();
const load = (outputs: string, ...set: string[]) => loadDeployment({ outputs, set });

it.each([
  ['cdktf deploy --outputs-file', cdktfOutputs()],
  ['terraform output -json', terraformOutputs()],
  ['a project of several stacks', { network: { vpc: 'vpc-1' }, 'chaos-lab': labOutputs() }],
])('reads the file of %s', async (_command, content) => {
  expect(await load(folder.write('outputs.json', content))).toEqual(deployment);
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
])('refuses a file that %s, and names the commands that write one', async (_what, content, reason) => {
  const file = folder.write('bad.json', content);
  const error = await load(file).catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(UsageError);
  const { message } = error as UsageError;
  expect(message.startsWith(`${file}: ${reason}`)).toBe(true);
  expect(message).toMatch(
    /`npm run cdktf -- deploy --outputs-file outputs\.json` and by `terraform output -json > outputs\.json`$/,
  );
});

it('says so where there is no file', async () => {
  const file = folder.path('missing.json');
  await expect(load(file)).rejects.toThrow(`${file}: there is no such file; such a file is written by`);
});

describe('with --outputs -', () => {
  const read = (input: Input) => loadDeployment({ outputs: '-' }, input);

  it('reads what is piped into it, however it is cut', async () => {
    const bytes = Buffer.from(JSON.stringify(terraformOutputs()));
    const chunks = [bytes.subarray(0, 7), bytes.subarray(7)];
    expect(await read(Readable.from(chunks))).toEqual(deployment);
  });

  it('refuses a terminal instead of waiting for somebody to type', async () => {
    const terminal = Object.assign(Readable.from([]), { isTTY: true });
    await expect(read(terminal)).rejects.toThrow('standard input: is a terminal: pipe the outputs into it');
  });

  it('names standard input where it cannot use what came', async () => {
    await expect(read(Readable.from(['{}']))).rejects.toThrow('standard input: holds no outputs');
  });
});

describe('with --set', () => {
  const file = folder.write('outputs.json', cdktfOutputs());

  it('takes the place of what the file says', async () => {
    const { regions } = await load(file, 'regions.us.experiment_template_id=EXTother');
    expect(regions.map(({ experimentTemplateId }) => experimentTemplateId)).toEqual(['EXTother', 'EXTeu']);
  });

  it('needs no file where everything is set', async () => {
    const set = Object.entries(labOutputs()).map(([name, value]) =>
      typeof value === 'string' ? `${name}=${value}` : `${name}=${JSON.stringify(value)}`,
    );
    expect(await load(folder.path('none.json'), ...set)).toEqual(deployment);
  });

  it('names the output that is still missing', async () => {
    await expect(load(folder.path('none.json'), 'alias=live')).rejects.toThrow(
      /output \w+ is missing.*written by `npm run cdktf -- deploy/,
    );
  });

  it('is answered alone where it is wrong: the file is not to blame', async () => {
    await expect(load(file, 'regions.asia.host=x')).rejects.toThrow(/^--set regions\.asia\.host: /);
    await expect(load(file, 'regions.asia.host=x')).rejects.toThrow(UsageError);
  });
});

describe('the options', () => {
  const environment = { ...process.env };
  afterEach(() => (process.env = { ...environment }));
  const parse = (...args: string[]) =>
    addDeploymentOptions(new Command()).parse(args, { from: 'user' }).opts();

  it.each<[string | undefined, string[], string]>([
    [undefined, [], 'outputs.json'],
    ['lab.json', [], 'lab.json'],
    ['lab.json', ['--outputs', 'other.json'], 'other.json'],
  ])('with LAB_OUTPUTS %s and %j mean %s', (variable, args, file) => {
    delete process.env.LAB_OUTPUTS;
    if (variable !== undefined) process.env.LAB_OUTPUTS = variable;
    expect(parse(...args).outputs).toBe(file);
  });

  it('may set several outputs', () => {
    expect(parse('--set', 'a=1', '--set', 'b=2').set).toEqual(['a=1', 'b=2']);
  });
});
