import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Cached } from '../../../startup/cache';
import { copyProject, keptIn } from '../../startup/project-copy';
import { scratchFolder } from '../../support/temporary-folder';

const folder = scratchFolder();

/** Texts have the same hashes in all interpreters that began with one snapshot, and otherwise in no two. */
const RUN = `
  const { Interpreter } = require('./rehearsal/python/interpreter');
  const { connectInterpreter } = require('./rehearsal/python/start-interpreter');
  const script = 'import random\\ndef handler(events, context):\\n    return {"random": random.random(), "hash": hash("text")}\\n';
  const job = { script, handler: 'handler', payload: {}, region: '', seed: 0 };
  const alive = setInterval(() => undefined, 1000);
  const one = async () => {
    const interpreter = new Interpreter(connectInterpreter());
    const { end } = await interpreter.begin({ now: 0, content: job });
    await interpreter.close();
    return end.value;
  };
  void Promise.all([one(), one()]).then((values) => console.log(JSON.stringify(values))).finally(() => clearInterval(alive));`;

interface Said {
  readonly random: number;
  readonly hash: number;
}

/** What two interpreters say. */
async function twoInterpreters(project: string): Promise<Said[]> {
  const child = spawn(process.execPath, ['--import', 'tsx', '--eval', RUN], {
    cwd: project,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let printed = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => (printed += text));
  await once(child, 'close');
  return JSON.parse(printed) as Said[];
}

const hashesOf = (said: readonly Said[]): number => new Set(said.map(({ hash }) => hash)).size;

/** Of Python's `random.seed(0)`. */
const RANDOM = 0.8444218515250481;

it('interpreters say the same whether they make a snapshot, begin with one, or find a damaged one or one that Pyodide refuses', async () => {
  const project = copyProject(join(folder, 'kept'));
  const made = await twoInterpreters(project);
  const [file = ''] = keptIn(project, 'python');
  const snapshot = readFileSync(file);
  const found = await twoInterpreters(project);
  expect(hashesOf([...made, ...found])).toBe(1);

  writeFileSync(file, Buffer.from(snapshot).fill(0, 1_000_000, 1_000_001));
  const healed = await twoInterpreters(project);
  expect(hashesOf(healed)).toBe(1);
  expect(new Cached('python', file.slice(-40), join(file, '..')).read()).not.toBeNull();

  new Cached('python', file.slice(-40), join(file, '..')).write('no snapshot of Pyodide');
  const refused = await twoInterpreters(project);
  expect(hashesOf(refused)).toBe(2);
  for (const { random } of [made, found, healed, refused].flat()) expect(random).toBe(RANDOM);
});

it('interpreters run where nothing can be kept', async () => {
  const project = copyProject(join(folder, 'read-only'));
  rmSync(join(project, 'node_modules', '.cache'), { recursive: true, force: true });
  writeFileSync(join(project, 'node_modules', '.cache'), '');
  const said = await twoInterpreters(project);
  expect(said.map(({ random }) => random)).toEqual([RANDOM, RANDOM]);
  expect(hashesOf(said)).toBe(2);
});

it('two processes that make the snapshot at once leave one, and no draft', async () => {
  const project = copyProject(join(folder, 'two'));
  const both = await Promise.all([twoInterpreters(project), twoInterpreters(project)]);
  expect(both.flat().map(({ random }) => random)).toEqual([RANDOM, RANDOM, RANDOM, RANDOM]);
  const kept = keptIn(project, 'python');
  expect(kept).toEqual([expect.stringMatching(/python-[0-9a-f]{40}$/)]);
  // Of this machine it knows nothing.
  expect(readFileSync(kept[0]!).includes('process.mjs')).toBe(false);
});
