/** Takes what is written to the standard streams during each test of a file, and gives the exit code back afterwards. */
export function capturedOutput() {
  const written = { stdout: '', stderr: '' };
  beforeEach(() => {
    written.stdout = '';
    written.stderr = '';
    for (const name of ['stdout', 'stderr'] as const) {
      jest.spyOn(process[name], 'write').mockImplementation((text) => {
        written[name] += String(text);
        return true;
      });
    }
    process.exitCode = undefined;
  });
  afterEach(() => {
    jest.restoreAllMocks();
    process.exitCode = undefined;
  });
  return written;
}
