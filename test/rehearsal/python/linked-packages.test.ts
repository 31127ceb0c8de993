import { spawnSync } from 'node:child_process';
import { cpSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { scratchFolder } from '../../support/temporary-folder';

const PROJECT = join(__dirname, '..', '..', '..');

const folder = scratchFolder();

const RUN = `
  const { Interpreter } = require('./rehearsal/python/interpreter');
  const { connectInterpreter } = require('./rehearsal/python/start-interpreter');
  const interpreter = new Interpreter(connectInterpreter());
  const alive = setInterval(() => undefined, 1000);
  const job = { script: 'def handler(events, context):\\n    return 3\\n', handler: 'handler', payload: {}, region: '', seed: 0 };
  interpreter.begin({ now: 0, content: job })
    .then((message) => console.log(JSON.stringify(message)), ({ message }) => console.log(message))
    .finally(async () => { clearInterval(alive); await interpreter.close(); });`;

it('Python runs where the packages are linked into the project, as pnpm and workspaces do', () => {
  symlinkSync(join(PROJECT, 'node_modules'), join(folder, 'node_modules'));
  for (const part of ['rehearsal', 'experiment', 'report', 'schemas', 'startup', 'terraform', 'validation'])
    cpSync(join(PROJECT, part), join(folder, part), { recursive: true });
  const { stdout, stderr } = spawnSync(process.execPath, ['--import', 'tsx', '--eval', RUN], {
    cwd: folder,
    encoding: 'utf8',
  });
  expect({ stdout, stderr }).toEqual({ stdout: '{"kind":"ended","end":{"value":3}}\n', stderr: '' });
});
