import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import {
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { scratchFolder } from '../support/temporary-folder';
import { copyProject, keptIn } from './project-copy';

const PROJECT = join(__dirname, '..', '..');
const folder = scratchFolder();

/** Node, as `npm run` starts a command, and as a command runs without anything that is kept. */
const START = ['startup/start.js'];
const SOURCES = ['--import', 'tsx'];

async function run(project: string, args: readonly string[], env: NodeJS.ProcessEnv = {}) {
  const child = spawn(process.execPath, args, { cwd: project, env: { ...process.env, ...env } });
  const said = { stdout: '', stderr: '' };
  for (const name of ['stdout', 'stderr'] as const)
    child[name].setEncoding('utf8').on('data', (text: string) => (said[name] += text));
  const [status] = (await once(child, 'close')) as [number | null];
  return { ...said, status };
}

/** What a synthesis says and writes. */
async function synthesis(project: string, start: readonly string[], out: string) {
  const ran = await run(project, [...start, 'main.ts'], { CDKTF_OUTDIR: out });
  const files = readdirSync(join(project, out), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => readFileSync(join(parentPath, name)))
    .map((content) => createHash('sha256').update(content).digest('hex'));
  return { ...ran, files };
}

it('a synthesis is the same from its sources, when it is bundled, from the bundle, and from a damaged one', async () => {
  const project = copyProject(join(folder, 'synth'));
  const fromSources = await synthesis(project, SOURCES, 'from-sources');
  expect({ ...fromSources, files: fromSources.files.length }).toEqual({
    stdout: '',
    stderr: '',
    status: 0,
    files: 6,
  });
  expect(await synthesis(project, START, 'first')).toEqual(fromSources);
  const kept = ['main', 'main.compiled', 'main.map', 'functions', 'validators'].map((kind) =>
    keptIn(project, kind),
  );
  expect(kept.map((files) => files.length)).toEqual([1, 1, 1, 1, 1]);
  expect(await synthesis(project, START, 'second')).toEqual(fromSources);
  for (const [file = ''] of kept) truncateSync(file, 5000);
  expect(await synthesis(project, START, 'damaged')).toEqual(fromSources);
  for (const [file = ''] of kept.slice(0, 3)) expect(readFileSync(file).length).toBeGreaterThan(5000);
});

it('a synthesis is the same where nothing can be kept', async () => {
  const project = copyProject(join(folder, 'read-only'));
  writeFileSync(join(project, 'node_modules', '.cache'), '');
  expect(await synthesis(project, START, 'kept-nothing')).toEqual(
    await synthesis(project, SOURCES, 'from-sources'),
  );
});

it('two that are started at once on an empty cache say the same, and leave no drafts', async () => {
  const project = copyProject(join(folder, 'two'));
  const [one, other] = await Promise.all([
    synthesis(project, START, 'one'),
    synthesis(project, START, 'other'),
  ]);
  expect(one.status).toBe(0);
  expect(one).toEqual(other);
  expect(keptIn(project, 'main')).toEqual([expect.stringMatching(/main-[0-9a-f]{40}$/)]);
});

describe('a command', () => {
  const project = copyProject(join(folder, 'a command, für $& and $1'));
  const script = join(project, 'scripts', 'small.ts');
  const small = (text: string, args: readonly string[] = [], start = START, env = {}) => {
    writeFileSync(script, text);
    return run(project, [...start, 'scripts/small.ts', ...args], env);
  };

  it('finds itself where its source stands, with its arguments', async () => {
    const text = `
      const { title, argv, mainModule } = process;
      class Named {}
      console.log(JSON.stringify([__dirname, argv, require.main === module, Named.name, require('./relative').here]));`;
    writeFileSync(join(project, 'scripts', 'relative.ts'), `export const here: string = __dirname;`);
    const fromSources = await small(text, ['a', '--b'], SOURCES);
    expect(fromSources.status).toBe(0);
    expect(await small(text, ['a', '--b'])).toEqual(fromSources);
    expect(await small(text, ['a', '--b'])).toEqual(fromSources);
  });

  it('is what its source says now', async () => {
    expect((await small('console.log(1 as number)')).stdout).toBe('1\n');
    expect((await small('console.log(2 as number)')).stdout).toBe('2\n');
    writeFileSync(join(project, 'scripts', 'relative.ts'), `export const here = 3;`);
    expect((await small(`import { here } from './relative'; console.log(here)`)).stdout).toBe('3\n');
    writeFileSync(join(project, 'scripts', 'relative.ts'), `export const here = 4;`);
    expect((await small(`import { here } from './relative'; console.log(here)`)).stdout).toBe('4\n');
  });

  describe('is what its source says now', () => {
    const write = (name: string, text: string): void => writeFileSync(join(project, name), text);

    it('where that stands behind a link, or where no other source does', async () => {
      mkdirSync(join(project, 'elsewhere'));
      symlinkSync('../elsewhere', join(project, 'scripts', 'linked'));
      for (const path of ['./linked/value', '../elsewhere/value'])
        for (const value of ['1', '2']) {
          write('elsewhere/value.ts', `export const value: number = ${value};`);
          const { stdout } = await small(`import { value } from '${path}'; console.log(value)`);
          expect(stdout).toBe(`${value}\n`);
        }
      rmSync(join(project, 'scripts', 'linked'));
    });

    it('where package.json says what it imports', async () => {
      const before = readFileSync(join(project, 'package.json'), 'utf8');
      for (const value of ['1', '2'])
        write(`scripts/value-${value}.ts`, `export const value: number = ${value};`);
      for (const value of ['1', '2']) {
        const imports = { '#value': `./scripts/value-${value}.ts` };
        write('package.json', JSON.stringify({ ...JSON.parse(before), imports }));
        const { stdout } = await small(`import { value } from '#value'; console.log(value)`);
        expect(stdout).toBe(`${value}\n`);
      }
      write('package.json', before);
    });

    it('where a package that it uses was edited by hand', async () => {
      mkdirSync(join(project, 'node_modules', 'edited'));
      for (const value of ['1', '2']) {
        write('node_modules/edited/index.js', `exports.value = ${value};`);
        const { stdout } = await small(`import { value } from 'edited'; console.log(value)`);
        expect(stdout).toBe(`${value}\n`);
      }
    });

    it('where another has its name', async () => {
      mkdirSync(join(project, 'scripts', 'small'));
      write('scripts/small.ts', 'console.log(1)');
      write('scripts/small/small.ts', 'console.log(2)');
      expect((await run(project, [...START, 'scripts/small.ts'])).stdout).toBe('1\n');
      expect((await run(project, [...START, 'scripts/small/small.ts'])).stdout).toBe('2\n');
    });

    it('where it said something else for as long as it was bundled', async () => {
      const esbuild = join(project, 'node_modules', 'esbuild');
      rmSync(esbuild);
      mkdirSync(esbuild);
      write(
        'node_modules/esbuild/index.js',
        `const esbuild = require(${JSON.stringify(require.resolve('esbuild'))});
         const { writeFileSync } = require('node:fs');
         module.exports = { build: (options) => {
           writeFileSync(${JSON.stringify(script)}, 'console.log("b")');
           return esbuild.build(options);
         } };`,
      );
      expect((await small('console.log("a")')).stdout).toBe('b\n');
      rmSync(esbuild, { recursive: true });
      symlinkSync(join(PROJECT, 'node_modules', 'esbuild'), esbuild);
      expect((await small('console.log("a")')).stdout).toBe('a\n');
    });
  });

  it('is strict: who writes what cannot be written is told', async () => {
    const text = `(Object.freeze({ a: 1 }) as { a: number }).a = 2; export {};`;
    expect((await small(text, [], SOURCES)).stderr).toContain(
      'TypeError: Cannot assign to read only property',
    );
    expect((await small(text)).stderr).toContain('TypeError: Cannot assign to read only property');
  });

  it('is read with all its characters, in regular expressions too', async () => {
    const { stdout } = await small('console.log(/[“…]/.test("…"), /[“…]/.test("â"))');
    expect(stdout).toBe('true false\n');
  });

  it('names source and line in a stack trace', async () => {
    const text = `interface Nothing {}\nfunction fails(): void {\n  throw new Error('on purpose');\n}\nfails();\n`;
    for (const ran of [await small(text), await small(text)]) {
      expect(ran.stderr).toContain('Error: on purpose\n');
      expect(ran.stderr).toContain(`    at fails (${script}:3:9)\n    at ${script}:5:1\n`);
      expect(ran.status).toBe(1);
    }
  });

  it('says what is wrong with a source that cannot be read', async () => {
    const ran = await small('const a = ;');
    expect(ran.stderr).toContain('small.ts:1:10: ERROR: Unexpected ";"');
    expect(ran.status).toBe(1);
  });

  it('runs from its sources in a debugger', async () => {
    const text = `console.log(new Error().stack?.includes('tsx'), 'in a debugger')`;
    const before = keptIn(project, 'small').length;
    const { stdout } = await small(text, [], ['--inspect=127.0.0.1:0', ...START]);
    expect(stdout).toContain('in a debugger');
    expect((await small(text, [], START, { NODE_OPTIONS: '--inspect=127.0.0.1:0' })).stdout).toContain(
      'in a debugger',
    );
    expect(keptIn(project, 'small')).toHaveLength(before);
  });
});
