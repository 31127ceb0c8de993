import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { confinedArguments } from '../../../rehearsal/confined/node-arguments';
import { scratchFolder } from '../../support/temporary-folder';

const CANARY = 'canary-of-the-wall';

const outside = scratchFolder();
const own = join(outside, 'own');
const secret = join(outside, 'credentials');
const planted = join(outside, 'planted');
mkdirSync(own);
writeFileSync(secret, CANARY);

/** What someone would do who has got out to Node's own modules. */
const ATTEMPTS: Readonly<Record<string, string>> = {
  'reads the environment': 'JSON.stringify(process.env)',
  'reads a file': 'fs.readFileSync(secret, "utf8")',
  'reads a file through its descriptor': 'fs.readFileSync(fs.openSync(secret), "utf8")',
  'reads a file by a path that begins where it may read': `fs.readFileSync(own + "/../credentials", "utf8")`,
  'reads a file by a path of bytes': 'fs.readFileSync(Buffer.from(secret), "utf8")',
  'reads a file as a module': 'require(secret)',
  'reads a file as a stream': 'await fs.createReadStream(secret).toArray()',
  'opens a file by a promise': 'await fs.promises.readFile(secret, "utf8")',
  'lists a folder': 'fs.readdirSync(require("node:path").dirname(secret)).join()',
  'reads the environment of its parent': 'fs.readFileSync(`/proc/${process.ppid}/environ`, "utf8")',
  'copies a file to where it may read': 'fs.copyFileSync(secret, own + "/copy")',
  'links to a file': 'fs.symlinkSync(secret, own + "/link")',
  'writes a file': 'fs.writeFileSync(planted, "x")',
  'writes a file where it may read': 'fs.writeFileSync(own + "/planted", "x")',
  'starts a command': 'require("node:child_process").execSync(`cat ${secret}`).toString()',
  'starts another Node.js': 'require("node:child_process").fork(__filename)',
  'starts a thread without limits':
    'new (require("node:worker_threads").Worker)("0", { eval: true, execArgv: [] })',
  'takes the old way to Node’s insides': 'process.binding("fs")',
  'takes the older way to Node’s insides': 'process._linkedBinding("fs")',
  'asks for a built-in module': 'process.getBuiltinModule("fs")',
  'loads an add-on': 'process.dlopen({ exports: {} }, secret)',
  'wakes the debugger of its parent': 'process.kill(process.ppid, "SIGUSR1")',
  'wakes the debugger of its parent by its name': 'process._debugProcess(process.ppid)',
  'opens a debugger': 'require("node:inspector").open(0)',
  'asks the network': 'await fetch("http://127.0.0.1:9/")',
  'opens a connection': 'require("node:net").connect(9, "127.0.0.1")',
  'opens a connection by hand': 'new (require("node:net").Socket)().connect(9, "127.0.0.1")',
  'sends a request': 'require("node:http").get("http://127.0.0.1:9/")',
  'sends a request with TLS': 'require("node:https").get("https://127.0.0.1:9/")',
  'speaks TLS': 'require("node:tls").connect(9, "127.0.0.1")',
  'waits for connections': 'require("node:net").createServer().listen(0)',
  'waits for requests': 'require("node:http").createServer().listen(0)',
  'sends a datagram': 'require("node:dgram").createSocket("udp4")',
  'resolves a name': 'require("node:dns").lookup("localhost", () => {})',
  'resolves a name by a promise': 'await require("node:dns/promises").resolve4("localhost")',
  'writes a report': 'process.report.writeReport(planted)',
  'writes its memory to a file': 'require("node:v8").writeHeapSnapshot(planted)',
};

let ends: Readonly<Record<string, string>>;
let said: string;

beforeAll(() => {
  const main = join(own, 'main.cjs');
  const attempts = Object.entries(ATTEMPTS).map(
    ([name, code]) => `[${JSON.stringify(name)}, async () => ${code}]`,
  );
  writeFileSync(
    main,
    `const fs = require('node:fs');
const own = ${JSON.stringify(own)}, secret = ${JSON.stringify(secret)}, planted = ${JSON.stringify(planted)};
(async () => {
  const ends = {};
  for (const [name, attempt] of [${attempts.join(',\n')}]) {
    ends[name] = await attempt().then((value) => 'had ' + String(value), (error) => 'refused: ' + error.message);
  }
  console.log(JSON.stringify(ends));
  process.exit();
})();
`,
  );
  process.env.AWS_SECRET_ACCESS_KEY = CANARY;
  const ran = spawnSync(process.execPath, [...confinedArguments([own]), main], { env: {}, encoding: 'utf8' });
  said = ran.stderr;
  ends = JSON.parse(ran.stdout) as Record<string, string>;
});

describe('code in a confined process has nothing, when it', () => {
  it.each(Object.keys(ATTEMPTS).filter((name) => name !== 'reads the environment'))('%s', (name) => {
    expect(ends[name]).toMatch(/^refused: /);
  });

  it('reads the environment', () => {
    expect(ends['reads the environment']).toBe('had {}');
  });

  it('tries all of it', () => {
    expect(JSON.stringify(ends)).not.toContain(CANARY);
    expect([planted, join(own, 'planted'), join(own, 'copy'), join(own, 'link')].filter(existsSync)).toEqual(
      [],
    );
  });
});

it('a confined process says nothing of its own, such as that permissions are experimental', () => {
  expect(said).toBe('');
});

it('code in a confined process reads what it was given', () => {
  const main = join(own, 'reads.cjs');
  writeFileSync(main, 'process.stdout.write(require("node:fs").readFileSync(__filename, "utf8"))');
  const { stdout } = spawnSync(process.execPath, [...confinedArguments([own]), main], { encoding: 'utf8' });
  expect(stdout).toContain('readFileSync');
});
