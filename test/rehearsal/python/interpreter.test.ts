import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { Socket } from 'node:net';
import { Interpreter } from '../../../rehearsal/python/interpreter';

const JOB = { now: 0, content: {} };

describe('an interpreter that ends', () => {
  it('before anybody has a script for it says so to whoever comes', async () => {
    const socket = new Socket();
    const interpreter = new Interpreter(Promise.resolve(socket));
    await new Promise(setImmediate);
    const closed = new Promise((resolve) => socket.once('close', resolve));
    socket.destroy();
    await closed;
    await expect(interpreter.begin(JOB)).rejects.toThrow('has ended its Python interpreter');
  });

  it('for an error says which', async () => {
    const socket = new Socket();
    const interpreter = new Interpreter(Promise.resolve(socket));
    await new Promise(setImmediate);
    const closed = new Promise((resolve) => socket.once('close', resolve));
    socket.destroy(new Error('broken pipe'));
    await closed;
    await expect(interpreter.begin(JOB)).rejects.toThrow('broken pipe');
  });
});

it('keeps a process alive that waits for one to be started, although nothing else does', () => {
  const interpreter = join(__dirname, '..', '..', '..', 'rehearsal', 'python', 'interpreter.ts');
  const code = `
    const { Interpreter } = require(${JSON.stringify(interpreter)});
    const nothing = () => undefined;
    const socket = { setEncoding: nothing, on: nothing, ref: nothing, unref: nothing, write: () => console.log('begun') };
    const started = new Promise((resolve) => setTimeout(resolve, 200, socket).unref());
    new Interpreter(started).begin({ now: 0, content: {} });`;
  const { stdout } = spawnSync(process.execPath, ['--import', 'tsx', '--eval', code], { encoding: 'utf8' });
  expect(stdout).toBe('begun\n');
});
