import { once } from 'node:events';
import { existsSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { scratchFolder } from '../../support/temporary-folder';
import { pythonPool, scriptThat, scriptWorld } from '../support/scripts';

const CANARY = 'canary-of-the-python-tests';

// The interpreter would inherit it, if it inherited anything.
process.env.AWS_SECRET_ACCESS_KEY = CANARY;
const folder = scratchFolder();
const secret = join(folder, 'credentials');
const planted = join(folder, 'planted');
writeFileSync(secret, `aws_secret_access_key = ${CANARY}\n`);
const python = pythonPool();

let asked = 0;
const server = createServer((_request, response) => {
  asked += 1;
  response.end(CANARY);
});
let url = '';
beforeAll(async () => {
  await once(server.listen(0, '127.0.0.1'), 'listening');
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
});
afterAll(() => server.close());

/** Runs lines that see as `secret` the path of a file, as `planted` that of one that is not there, and as `server` a server's URL. */
function attempt(lines: readonly string[]): Promise<unknown> {
  const names = `secret, planted, server = ${[secret, planted, url].map((text) => JSON.stringify(text)).join(', ')}`;
  return scriptWorld(python).run(`${names}\n${scriptThat(...lines)}`);
}

const CORE_AGAIN = [
  'import importlib, sys',
  'sys.modules.pop("_pyodide_core", None)',
  'proxy = importlib.import_module("_pyodide_core").create_proxy(type("Any", (), {})())',
];

describe("a document's Python gets neither secrets nor files nor commands, when it", () => {
  it.each([
    ['imports js', ['import js', 'return js.process.env'], 'ModuleNotFoundError'],
    ['imports pyodide_js', ['import pyodide_js', 'return dir(pyodide_js)'], 'ModuleNotFoundError'],
    [
      'asks Pyodide to run JavaScript',
      ['from pyodide.code import run_js', 'return run_js("process.env")'],
      'ModuleNotFoundError',
    ],
    [
      'imports js once more, behind the list of modules',
      ['import importlib, sys', 'sys.modules.pop("js", None)', 'return str(importlib.import_module("js"))'],
      'ModuleNotFoundError',
    ],
    [
      'gets Pyodide’s Python packages anew',
      [
        'import sys',
        'for name in [name for name in sys.modules if "pyodide" in name]: del sys.modules[name]',
        'from pyodide.code import run_js',
        'return run_js("process.env")',
      ],
      'ModuleNotFoundError',
    ],
    [
      'gets a JavaScript object from the built-in module, and makes code of text by its constructor',
      [...CORE_AGAIN, 'return str(proxy.constructor.constructor("return process")())'],
      'Code generation from strings disallowed',
    ],
    [
      'takes the prototype of JavaScript’s asynchronous functions for the same',
      [...CORE_AGAIN, 'return str(proxy.toString.constructor("return import(`node:fs`)")())'],
      'Code generation from strings disallowed',
    ],
    [
      'mounts a folder of this machine',
      [
        'from pyodide_js import FS',
        'FS.mount(FS.filesystems.NODEFS, {"root": "/"}, "/mnt")',
        'return open("/mnt" + secret).read()',
      ],
      'ModuleNotFoundError',
    ],
    [
      'looks for JavaScript objects among all objects',
      [
        'import gc',
        'found = [thing for owner in gc.get_objects() for thing in gc.get_referents(owner)]',
        'return [str(type(thing)) for thing in found if type(thing).__name__ == "JsProxy"]',
      ],
      '{"value":[]}',
    ],
    [
      'looks for them in every module',
      [
        'import sys',
        'modules = [module for module in sys.modules.values() if hasattr(module, "__dict__")]',
        'things = [thing for module in modules for thing in list(vars(module).values())]',
        'return [str(type(thing)) for thing in things if type(thing).__name__ == "JsProxy"]',
      ],
      '{"value":[]}',
    ],
    [
      'looks for them in the frames that called it',
      [
        'import sys',
        'frame, found = sys._getframe(), []',
        'while frame is not None:',
        '    found += [*frame.f_globals.values(), *frame.f_locals.values()]',
        '    frame = frame.f_back',
        'return [str(type(thing)) for thing in found if type(thing).__name__ == "JsProxy"]',
      ],
      '{"value":[]}',
    ],
    ['reads the environment', ['import os', 'return dict(os.environ)'], '{"value":{}}'],
    ['reads a file of this machine', ['return open(secret).read()'], 'FileNotFoundError'],
    ['reads /etc/passwd', ['return open("/etc/passwd").read()'], 'FileNotFoundError'],
    ['reads the process’ environment', ['return open("/proc/self/environ").read()'], 'FileNotFoundError'],
    [
      'writes a file',
      ['import os', 'os.makedirs(os.path.dirname(planted))', 'return open(planted, "w").write("x")'],
      '{"value":1}',
    ],
    [
      'starts a command',
      ['import subprocess', 'return subprocess.run(["cat", secret], capture_output=True).stdout.decode()'],
      'OSError',
    ],
    ['loads a library of this machine', ['import ctypes', 'return str(ctypes.CDLL("libc.so.6"))'], 'OSError'],
    [
      'asks a server of this machine',
      ['import urllib.request', 'return urllib.request.urlopen(server, None, 1).read().decode()'],
      'rror',
    ],
    [
      'opens a connection',
      [
        'import socket, urllib.parse',
        'url = urllib.parse.urlparse(server)',
        'connection = socket.create_connection((url.hostname, url.port), 1)',
        'try:',
        '    connection.send(b"GET / HTTP/1.0\\r\\n\\r\\n")',
        '    return connection.recv(100).decode()',
        'except Exception as error:',
        '    return f"Error {error}"',
      ],
      'rror',
    ],
  ])('%s', async (_how, lines, result) => {
    const end = await attempt(lines).then(JSON.stringify);
    expect(end).toContain(result);
    expectNothingHad(end);
  });

  it.each([
    ['starts a shell', ['import os', 'os.system(f"cp {secret} {planted}")']],
    [
      'starts a shell through the C library',
      ['import ctypes', 'ctypes.CDLL(None).system(f"cp {secret} {planted}".encode())'],
    ],
    [
      'evaluates JavaScript through the C library',
      ['import ctypes', 'ctypes.CDLL(None).emscripten_run_script(b"process.kill(process.ppid)")'],
    ],
  ])('%s, which ends its interpreter', async (_how, lines) => {
    const end = await attempt([...lines, 'return open(planted).read()']).catch(String);
    expect(end).toMatch(/^Error: the script has ended its Python interpreter/);
    expectNothingHad(String(end));
  });
});

function expectNothingHad(end: string): void {
  expect(end).not.toContain(CANARY);
  expect(existsSync(planted)).toBe(false);
  expect(asked).toBe(0);
}
