import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import { ProjectCopy } from '../../../scripts/mutants/project-copy';
import { runTests, type TestRun, type TestRunProps } from '../../../scripts/mutants/test-run';
import { smallProjects } from './support';

/** Waits for longer than any test may, together with a program that it has started. Both are connected to a port. */
const hangs = (port: number): string => `
  const { spawn } = require('node:child_process');
  const connected = 'require("node:net").connect(${port}, "127.0.0.1"); setTimeout(() => undefined, 1e8);';
  it('hangs', async () => {
    spawn(process.execPath, ['-e', connected], { stdio: 'ignore' });
    require('node:net').connect(${port}, '127.0.0.1');
    await new Promise(() => undefined);
  }, 1e8);`;

const CONFIG = `module.exports = { projects: [{ displayName: 'unit', testMatch: ['<rootDir>/test/**/*.test.js'], transform: {} }] };`;

const projectOf = smallProjects();
const NEVER = new AbortController().signal;

/** Runs the tests of a project that has these, by the names of their files. */
function run(
  files: Readonly<Record<string, string>>,
  props: Partial<TestRunProps> = {},
  config = CONFIG,
): Promise<TestRun> {
  const tests = Object.keys(files).map((name) => `test/${name}.test.js`);
  const sources = Object.entries(files).map(([name, text]) => [`test/${name}.test.js`, text] as const);
  const project = projectOf({ 'jest.config.js': config, ...Object.fromEntries(sources) });
  return ProjectCopy.use(project, (copy) =>
    runTests(copy, { tests, limitMs: 600_000, signal: NEVER, ...props }),
  );
}

const passing = "it('passes', () => undefined);";

describe('a run of tests', () => {
  it('passes when all do, and tells how long each file took', async () => {
    const passed = await run({ one: passing, two: passing });
    const seconds = expect.any(Number) as number;
    expect(passed).toEqual({
      kind: 'passed',
      seconds: { 'test/one.test.js': seconds, 'test/two.test.js': seconds },
    });
  });

  it('fails with the first test that does, and goes on to no other', async () => {
    const failing = `
      describe('adding', () => it('adds', () => expect(1 + 1).toBe(3)));
      it('is not run any more', () => new Promise(() => undefined), 1e8);`;
    await expect(run({ one: failing })).resolves.toEqual({
      kind: 'failed',
      test: 'adding adds',
      why: expect.stringMatching(/Expected: .*3.*\n.*Received: .*2/) as string,
    });
  });

  it('fails where a file of tests cannot be run', async () => {
    const run1 = await run({ one: "throw new Error('cannot be loaded');" });
    expect(run1).toEqual({
      kind: 'failed',
      test: 'test/one.test.js cannot be run',
      why: expect.stringContaining('cannot be loaded') as string,
    });
  });

  it('is no run where Jest cannot begin, which says why', async () => {
    await expect(run({ one: passing }, {}, "throw new Error('no configuration');")).rejects.toThrow(
      /^Jest could not run test\/one\.test\.js:\n.*no configuration/s,
    );
  });

  it('is ended when its time is up, and so is what its tests have started', async () => {
    const { port, allAreGone } = await listen();
    const ended = await run({ one: hangs(port) }, { limitMs: 10_000 });
    expect(ended).toEqual({ kind: 'timed out' });
    await allAreGone();
  });

  it('is ended by its signal, with the reason, and so is what its tests have started', async () => {
    const { port, bothAreThere, allAreGone } = await listen();
    const controller = new AbortController();
    const ending = run({ one: hangs(port) }, { signal: controller.signal });
    await bothAreThere;
    controller.abort(new Error('interrupted'));
    await expect(ending).rejects.toThrow('interrupted');
    await allAreGone();
  });

  it('is not begun where the signal has been given before', async () => {
    await expect(
      run({ one: passing }, { signal: AbortSignal.abort(new Error('interrupted')) }),
    ).rejects.toThrow('interrupted');
  });
});

/** A server to which a test that hangs is connected, and the program that it has started. */
async function listen() {
  const server = createServer();
  const open = new Set<object>();
  let tellBothAreThere = (): void => undefined;
  let tellAllAreGone = (): void => undefined;
  const bothAreThere = new Promise<void>((resolve) => (tellBothAreThere = resolve));
  const gone = new Promise<void>((resolve) => (tellAllAreGone = resolve));
  server.on('connection', (socket) => {
    open.add(socket);
    socket.on('error', () => undefined);
    socket.on('close', () => {
      open.delete(socket);
      if (open.size === 0) tellAllAreGone();
    });
    if (open.size === 2) tellBothAreThere();
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  server.unref();
  return {
    port: (server.address() as AddressInfo).port,
    bothAreThere,
    allAreGone: () => (open.size === 0 ? undefined : gone),
  };
}
