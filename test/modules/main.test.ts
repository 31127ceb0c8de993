import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  cpSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { literalText } from '../../modules/terraform-text';
import { twoRegions } from './synthesized';

const project = path.join(__dirname, '..', '..');
const tsx = pathToFileURL(require.resolve('tsx')).href;
const directory = mkdtempSync(path.join(tmpdir(), 'chaos-lab-main-'));
afterAll(() => rmSync(directory, { recursive: true }));

/** Runs `main.ts` in a folder that holds `lab.config.json`; another checkout than this one has a `main.ts` of its own. */
function synth(name: string, config: unknown, environment: NodeJS.ProcessEnv = {}, checkout = project) {
  const cwd = mkdtempSync(path.join(directory, name));
  writeFileSync(path.join(cwd, 'lab.config.json'), JSON.stringify(config));
  const env = { ...process.env, ...environment };
  const run = spawnSync(process.execPath, ['--import', tsx, path.join(checkout, 'main.ts')], {
    cwd,
    env,
    encoding: 'utf8',
  });
  return { ...run, out: path.join(cwd, environment.CDKTF_OUTDIR ?? 'cdktf.out') };
}

/** What is synthesised from, as a checkout with CRLF in every file. */
function checkOutOnWindows(): string {
  const checkout = mkdtempSync(path.join(directory, 'checkout-'));
  symlinkSync(path.join(project, 'node_modules'), path.join(checkout, 'node_modules'));
  for (const name of [
    'main.ts',
    'package.json',
    'modules',
    'functions',
    'schemas',
    'startup',
    'validation',
    'documents',
    'templates',
  ]) {
    cpSync(path.join(project, name), path.join(checkout, name), { recursive: true });
  }
  for (const file of filesBelow(checkout)) {
    writeFileSync(file, readFileSync(file, 'utf8').replaceAll('\n', '\r\n'));
  }
  return checkout;
}

function filesBelow(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => path.join(parentPath, name));
}

/** Every file below a folder, with its hash. */
function hashes(folder: string): Record<string, string> {
  return Object.fromEntries(
    filesBelow(folder).map((file) => [
      path.relative(folder, file),
      createHash('sha256').update(readFileSync(file)).digest('hex'),
    ]),
  );
}

describe('main.ts', () => {
  it('writes the same bytes in every folder and time zone', () => {
    const east = synth('east-', twoRegions, { TZ: 'Pacific/Kiritimati' });
    const west = synth('further-west-', twoRegions, { TZ: 'America/Adak', CDKTF_OUTDIR: 'elsewhere' });
    expect([east.stderr, east.status, west.stderr, west.status]).toEqual(['', 0, '', 0]);
    expect(hashes(east.out)).toEqual(hashes(west.out));
    expect(Object.keys(hashes(east.out)).sort()).toEqual([
      'manifest.json',
      'stacks/chaos-lab/archives/chaos-extension.zip',
      'stacks/chaos-lab/archives/health.zip',
      'stacks/chaos-lab/archives/hello.zip',
      'stacks/chaos-lab/archives/load-gen.zip',
      'stacks/chaos-lab/cdk.tf.json',
    ]);
  });

  it('writes the same bytes from a checkout with the line ends of Windows', () => {
    const checkout = checkOutOnWindows();
    const here = synth('unix-', twoRegions);
    const there = synth('windows-', twoRegions, {}, checkout);
    expect([there.stderr, there.status]).toEqual(['', 0]);
    expect(hashes(there.out)).toEqual(hashes(here.out));
  });

  it('writes no path of this machine', () => {
    const { out } = synth('here-', twoRegions);
    const text = readFileSync(path.join(out, 'stacks', 'chaos-lab', 'cdk.tf.json'), 'utf8');
    expect(text).not.toContain(project);
    expect(text).not.toContain(directory);
  });

  it('answers an invalid configuration with what is wrong, exit 2, and writes nothing', () => {
    const { status, stderr, stdout, out } = synth('wrong-', {
      ...twoRegions,
      regions: twoRegions.regions.slice(1),
    });
    expect([status, stdout]).toEqual([2, '']);
    expect(stderr).toMatch(/^lab\.config\.json:1:\d+: regions/);
    expect(stderr).not.toMatch(/^\s+at /m);
    expect(existsSync(out)).toBe(false);
  });

  it('reads the configuration that LAB_CONFIG names', () => {
    const other = path.join(directory, 'other.json');
    writeFileSync(other, JSON.stringify({ ...twoRegions, name: 'other-lab' }));
    const { status, out } = synth('named-', {}, { LAB_CONFIG: other });
    expect(status).toBe(0);
    expect(readdirSync(path.join(out, 'stacks'))).toEqual(['other-lab']);
  });
});

describe('text for Terraform', () => {
  it('keeps what would begin an expression or a directive', () => {
    expect(literalText('${a} %{b} $c %d {{ e }}')).toBe('$${a} %%{b} $c %d {{ e }}');
  });
});
