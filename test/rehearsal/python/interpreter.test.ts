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
