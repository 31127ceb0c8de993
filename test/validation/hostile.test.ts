import { spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { validateFiles } from '../../validation/validate-files';
import { filesOf } from '../../validation/wanted-files';
import { ENDS_WITHIN_MS } from '../support/ends-within';
import { scratchFolder } from '../support/temporary-folder';
import { hostile, strange } from './hostile/texts';

const folder = scratchFolder();

const fresh = () => mkdtempSync(join(folder, 'root-'));

function written(name: string, text: string | Buffer): string {
  const path = join(fresh(), name);
  writeFileSync(path, text);
  return path;
}

/** In a process of its own, with as much heap as leaves it below 200 MB in all. */
function validate(path: string, ...args: string[]) {
  return spawnSync(
    process.execPath,
    ['--max-old-space-size=100', '--import', 'tsx', join('scripts', 'validate.ts'), ...args, path],
    { encoding: 'utf8', timeout: ENDS_WITHIN_MS, maxBuffer: 1e8 },
  );
}

/** Control characters other than the end of a line. */
const controls = /[^\P{Cc}\n]/u;

describe.each(hostile)('%s', (_, name, text, says) => {
  it('ends in a clear error', () => {
    const { stdout, stderr, status } = validate(written(name, text));
    expect({ stderr, status }).toEqual({ stderr: '', status: 2 });
    expect(stdout).toMatch(says);
    expect(stdout).not.toMatch(controls);
    expect(stdout.length).toBeLessThan(100_000);
  });
});

describe.each(strange)('%s', (_, name, text, says) => {
  it('is told by a clear error', () => {
    const [file] = validateFiles([{ path: written(name, text), named: true }]).files;
    const shown = file?.findings.map(
      ({ file: path, line, column, message, path: where }) =>
        `${path}:${line}:${column}: error: ${where === '' ? '' : `${where}: `}${message}`,
    );
    expect(file?.ok).toBe(false);
    expect(shown?.filter((line) => says.test(line))).not.toEqual([]);
  });
});

describe('what is no file', () => {
  it.each([
    ['a pipe', (path: string) => spawnSync('sh', ['-c', 'mkfifo "$0"', path])],
    ['a device that never ends', (path: string) => symlinkSync('/dev/zero', path)],
    ['a terminal', (path: string) => symlinkSync('/dev/tty', path)],
  ])('%s, is said to be none', (_, make) => {
    const path = join(fresh(), 'a.yaml');
    make(path);
    const { stdout, status } = validate(path);
    expect(stdout).toMatch(/:1:1: error: cannot be read: is no regular file \[FILE001\]\n/);
    expect(status).toBe(2);
  });

  it('a socket, is said to be none', async () => {
    const path = join(fresh(), 'a.yaml');
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(path, resolve));
    try {
      const [file] = validateFiles([{ path, named: true }]).files;
      expect(file?.findings[0]?.message).toBe('cannot be read: is no regular file');
    } finally {
      server.close();
    }
  });

  it('a link that leads to itself, is said to be one', () => {
    const path = join(fresh(), 'a.yaml');
    symlinkSync(path, path);
    const [file] = validateFiles(filesOf([path])).files;
    expect(file?.findings[0]?.message).toBe('cannot be read: a link that leads to itself');
  });
});

it('a file of twenty gigabytes is not read', () => {
  const path = written('a.yaml', '');
  truncateSync(path, 20e9);
  const { stdout, status } = validate(path);
  expect(stdout).toContain(':1:1: error: has more than 256 KB [FILE007]\n');
  expect(status).toBe(2);
});

it('a folder that cannot be read is said to be one, and what is beside it is checked', () => {
  const root = fresh();
  mkdirSync(join(root, 'closed'));
  mkdirSync(join(root, 'open'));
  writeFileSync(join(root, 'open', 'a.json'), '{ "mainSteps": [] }');
  chmodSync(join(root, 'closed'), 0);
  try {
    const found = filesOf([root]);
    // Root may read everything; then the folder has no files.
    const isRoot = process.getuid?.() === 0;
    const { files } = validateFiles(found);
    expect(files.map(({ findings }) => findings[0]?.message)).toEqual([
      ...(isRoot ? [] : ['cannot be read: permission denied']),
      'is missing; the string "0.3"',
    ]);
  } finally {
    chmodSync(join(root, 'closed'), 0o700);
  }
});

it('links that lead round in circles are not followed', () => {
  const root = fresh();
  mkdirSync(join(root, 'a', 'b'), { recursive: true });
  symlinkSync(root, join(root, 'a', 'b', 'up'));
  symlinkSync(join(root, 'me'), join(root, 'me'));
  symlinkSync('../..', join(root, 'a', 'b', 'a.yaml'));
  writeFileSync(join(root, 'a', 'b', 'b.json'), '{ "mainSteps": [] }');
  expect(filesOf([root]).map(({ path }) => path)).toEqual([join(root, 'a', 'b', 'b.json')]);
});

it('ten thousand files of other kinds are passed over', () => {
  const root = fresh();
  for (let n = 0; n < 10_000; n++)
    writeFileSync(join(root, `${n}.json`), `{ "name": "package ${n}", "host": "x" }`);
  const { stdout, status } = validate(root);
  expect(stdout).toBe('0 files without a finding; 10000 files of other kinds passed over\n');
  expect(status).toBe(0);
});

describe('what would deceive who reads the output', () => {
  const escape = '\u001b';
  const text = JSON.stringify({
    schemaVersion: `${escape}[2J\u009b31m\u202e`,
    mainSteps: [{ name: 'a', action: 'x\r\n::error::pwned', [`${escape}[1mkey\u2028`]: 1 }],
  });
  const deceptive = /[^\P{Cc}\n]|[\u2028\u2029]|\p{Bidi_Control}/u;

  it.each(['people', 'json', 'github'])(
    'stands in the output for %s as escapes, names of files too',
    (format) => {
      const { stdout, stderr } = validate(
        written(`${escape}[31m\n::error::\u202e.json`, text),
        '--format',
        format,
      );
      expect(stdout).not.toMatch(deceptive);
      expect(stdout.split('\n').filter((line) => line.startsWith('::error::'))).toEqual([]);
      expect(stdout).toMatch(/u\{?0*1b\}?\[31m/);
      expect(stderr).toBe('');
    },
  );

  it('is the same in JSON as it was in the file', () => {
    const path = written(`\u009b\u202e.json`, text);
    const { stdout } = validate(path, '--json');
    const { findings } = JSON.parse(stdout) as { readonly findings: readonly { readonly file: string }[] };
    expect(path.endsWith(findings[0]!.file.slice(-7))).toBe(true);
  });
});
