/** Writing fails so where nobody reads any more: a closed pipe, or a terminal that is gone. */
const READER_GONE = ['EPIPE', 'EIO'];

/** Writing fails so where there is no room left: on the disk, in a quota, in a file of limited size. */
const NO_ROOM = ['ENOSPC', 'EDQUOT', 'EFBIG'];

/** Standard output or standard error, as far as writing to it can fail. */
interface Output {
  on(event: 'error', listener: (error: NodeJS.ErrnoException) => void): unknown;
  off(event: 'error', listener: (error: NodeJS.ErrnoException) => void): unknown;
}

/**
 * Lets a process live on when its output is lost; without this Node ends it, in the middle of whatever it does.
 * @param stdout who reads only the beginning of it, as `head` does, has all that was wanted; where there is no room for it, the result is
 * lost, and standard error and the exit code say so
 * @param stderr shows how things go, and may be lost without a word
 */
export function surviveLostOutput(stdout: Output, stderr: Output, resultLost: (why: string) => void): void {
  stdout.on('error', (error) => {
    if (isOneOf(READER_GONE, error)) return;
    if (!isOneOf(NO_ROOM, error)) throw error;
    resultLost(error.message);
  });
  stderr.on('error', (error) => {
    if (!isOneOf([...READER_GONE, ...NO_ROOM], error)) throw error;
  });
}

/**
 * Calls back the first time that writing to an output fails.
 * @returns stops listening
 */
export function onceLost(output: Output, lost: (why: string) => void): () => void {
  const stop = (): void => void output.off('error', tell);
  const tell = (error: NodeJS.ErrnoException): void => {
    stop();
    lost(error.message);
  };
  output.on('error', tell);
  return stop;
}

function isOneOf(codes: readonly string[], { code = '' }: NodeJS.ErrnoException): boolean {
  return codes.includes(code);
}
