// A Python interpreter in a process of its own, which blocks while the World answers: so the script needs no change. Python reaches the
// World through a device file, and is handed nothing of JavaScript.
import { closeSync, constants, readFileSync, readSync, writeSync } from 'node:fs';

const [pyodide, task] = process.argv.splice(1, Infinity, '/python').slice(1);
// By its path, not by its name: the folders through which Node looks for a package, and the links in them, may not be read here. What stands
// in its place of the arguments is Python's `sys.executable`, which a snapshot holds: a path of this machine is nobody's business there.
const { loadPyodide } = await import(pyodide);
const makesSnapshot = task === 'snapshot';

/** The socket that leads to the World. */
const WORLD = 3;
/** A file of the cache, or nothing; see snapshot.ts, which has looked whether it is whole. */
const SNAPSHOT = 4;
/** Its SHA-256 stands before it. */
const SUM_LENGTH = 32;
const NEWLINE = 10;
const SPACE = 32;
const chunk = Buffer.alloc(65_536);
const source = (name) => readFileSync(new URL(name, import.meta.url), 'utf8');

let moment = Date.now();
let unread = Buffer.alloc(0);

/** Waits for the World's next line: the virtual moment, a space, and JSON with its newline, which Python gets. */
function receive() {
  const parts = [];
  do {
    const length = readSync(WORLD, chunk);
    if (length === 0) process.exit();
    parts.push(Buffer.from(chunk.subarray(0, length)));
  } while (parts.at(-1).at(-1) !== NEWLINE);
  const line = Buffer.concat(parts);
  const space = line.indexOf(SPACE);
  moment = Number(line.subarray(0, space));
  return line.subarray(space + 1);
}

// Node would print the source around it, which is one line of a megabyte; and the text may be the script's.
process.on('uncaughtException', ({ message }) => {
  process.stderr.write(`a Python interpreter ends: ${JSON.stringify(message)}\n`);
  process.exit(1);
});
console.error = () => undefined;

const worldDevice = {
  open: (stream) => {
    stream.seekable = false;
  },
  read: (_stream, buffer, offset, length) => {
    if (unread.length === 0) unread = receive();
    const part = unread.subarray(0, length);
    buffer.set(part, offset);
    unread = unread.subarray(part.length);
    return part.length;
  },
  write: (_stream, buffer, offset, length) => {
    writeWhole(buffer, offset, length);
    return length;
  },
};

function writeWhole(buffer, offset = 0, length = buffer.length) {
  let written = 0;
  while (written < length) written += writeSync(WORLD, buffer, offset + written, length - written);
}

/** Snapshots are Pyodide's own affair, not promised to anybody: where anything about it fails, it loads without. */
async function loadWithSnapshot() {
  const snapshot = readFileSync(SNAPSHOT).subarray(SUM_LENGTH);
  if (snapshot.length === 0) throw new Error('there is none');
  return loadPyodide({ ...settings, _loadSnapshot: snapshot });
}

// All that Pyodide asks of it while it loads; the permission model refuses it whole.
const { binding } = process;
process.binding = () => ({ fs: constants });
const silent = () => undefined;
const settings = { jsglobals: {}, env: {}, stdout: silent, stderr: silent };
if (makesSnapshot) {
  const { makeMemorySnapshot } = await loadPyodide({ ...settings, _makeSnapshot: true });
  writeWhole(makeMemorySnapshot());
  process.exit();
}
const { FS, runPython } = await loadWithSnapshot().catch(() => loadPyodide(settings));
process.binding = binding;
closeSync(SNAPSHOT);
// Python's clocks read these.
Date.now = () => moment;
performance.now = () => moment;

const device = FS.makedev(64, 0);
FS.registerDevice(device, worldDevice);
FS.mkdev('/dev/world', device);
FS.mkdirTree('/rehearsal/botocore');
FS.writeFile('/rehearsal/boto3.py', source('./boto3.py'));
FS.writeFile('/rehearsal/botocore/__init__.py', '');
FS.writeFile('/rehearsal/botocore/exceptions.py', source('./botocore_exceptions.py'));
FS.writeFile('/rehearsal/host.py', source('./host.py'));
FS.writeFile('/rehearsal/seal.py', source('./seal.py'));
runPython(
  'import sys; sys.path.insert(0, "/rehearsal"); import host, boto3, seal; seal.seal(); host.serve()',
);
