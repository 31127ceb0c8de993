import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

const MODULE = join(__dirname, '..', '..', '..', 'rehearsal', 'confined', 'interpreters.ts');

/** Computes for ever, so that it never sees that nobody is there any more. */
const SCRIPT = 'while True:\n    pass';

/** Hands an interpreter to somebody who lets it compute for ever, and exits. Prints the numbers of the processes that it has started. */
const CODE = `
  const childProcess = require('node:child_process');
  const { spawn } = childProcess;
  childProcess.spawn = (...given) => {
    const child = spawn(...given);
    console.log(child.pid);
    return child;
  };
  const { Interpreters } = require(${JSON.stringify(MODULE)});
  const interpreters = new Interpreters(1);
  process.on('exit', () => interpreters.close());
  const alive = setInterval(() => undefined, 1000);
  void interpreters.handTo({
    send: (_message, socket) => {
      const job = { script: ${JSON.stringify(SCRIPT)}, handler: 'handler', payload: {}, region: 'us-east-1', seed: 0 };
      socket.write('0 ' + JSON.stringify(job) + '\\n', () => setTimeout(() => process.exit(), 2000));
    },
  });`;

const isAlive = (pid: number): boolean => {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
};

it('interpreters end with the process that started them, although their scripts compute for ever', async () => {
  const { stdout, stderr } = spawnSync(process.execPath, ['--import', 'tsx', '--eval', CODE], {
    encoding: 'utf8',
  });
  expect(stderr).toBe('');
  const pids = stdout.trim().split('\n').map(Number);
  expect(pids.length).toBeGreaterThan(0);
  const latest = performance.now() + 30_000;
  while (pids.some(isAlive) && performance.now() < latest) await sleep(20);
  const left = pids.filter(isAlive);
  for (const pid of left) process.kill(pid, 'SIGKILL');
  expect(left).toEqual([]);
});
