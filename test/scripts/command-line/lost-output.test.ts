import { EventEmitter } from 'node:events';
import { onceLost, surviveLostOutput } from '../../../scripts/command-line/lost-output';

const errorOf = (code: string): Error => Object.assign(new Error(`${code}: write`), { code });

function prepare() {
  const [stdout, stderr] = [new EventEmitter(), new EventEmitter()];
  const lost: string[] = [];
  surviveLostOutput(stdout, stderr, (why) => lost.push(why));
  return { stdout, stderr, lost };
}

describe('standard error', () => {
  it.each(['EPIPE', 'EIO', 'ENOSPC', 'EDQUOT', 'EFBIG'])('may be lost without a word: %s', (code) => {
    const { stderr, lost } = prepare();
    stderr.emit('error', errorOf(code));
    expect(lost).toEqual([]);
  });

  it('does not hide what nobody expects', () => {
    const { stderr } = prepare();
    expect(() => stderr.emit('error', errorOf('EBADF'))).toThrow('EBADF');
  });
});

describe('standard output', () => {
  it.each(['EPIPE', 'EIO'])('may be read only at its beginning: %s', (code) => {
    const { stdout, lost } = prepare();
    stdout.emit('error', errorOf(code));
    expect(lost).toEqual([]);
  });

  it.each(['ENOSPC', 'EDQUOT', 'EFBIG'])(
    'is the result, which is lost where there is no room: %s',
    (code) => {
      const { stdout, lost } = prepare();
      stdout.emit('error', errorOf(code));
      expect(lost).toEqual([`${code}: write`]);
    },
  );

  it('does not hide what nobody expects', () => {
    const { stdout } = prepare();
    expect(() => stdout.emit('error', errorOf('EBADF'))).toThrow('EBADF');
  });
});

describe('onceLost', () => {
  it('tells of the first failure only', () => {
    const output = new EventEmitter().on('error', () => undefined);
    const lost = jest.fn();
    onceLost(output, lost);
    output.emit('error', errorOf('ENOSPC'));
    output.emit('error', errorOf('ENOSPC'));
    expect(lost.mock.calls).toEqual([['ENOSPC: write']]);
  });

  it('tells of none after it was told to stop', () => {
    const output = new EventEmitter().on('error', () => undefined);
    const lost = jest.fn();
    onceLost(output, lost)();
    output.emit('error', errorOf('ENOSPC'));
    expect(lost).not.toHaveBeenCalled();
  });
});
