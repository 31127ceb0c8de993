// A Python interpreter in a thread of its own. The thread blocks while the World answers, so the script needs no change.
import { readFileSync } from 'node:fs';
import { parentPort, receiveMessageOnPort, workerData } from 'node:worker_threads';
import { loadPyodide } from 'pyodide';

const { port, awake } = workerData;
const flag = new Int32Array(awake);

/** Waits for the main thread's next message; every message carries the virtual moment. */
function receive() {
  // The flag decides, not the wake-up: a notification can come late, when its message has been taken already.
  while (Atomics.compareExchange(flag, 0, 1, 0) === 0) Atomics.wait(flag, 0, 0);
  const { now, content } = receiveMessageOnPort(port).message;
  moment = now;
  return content;
}

let moment = Date.now();
const source = (name) => readFileSync(new URL(name, import.meta.url), 'utf8');

const python = await loadPyodide();
// Python's clocks read these.
Date.now = () => moment;
performance.now = () => moment;

python.registerJsModule('_rehearsal_bridge', {
  ask: (question) => {
    port.postMessage(question);
    return receive();
  },
});
python.FS.mkdir('/rehearsal');
python.FS.mkdir('/rehearsal/botocore');
python.FS.writeFile('/rehearsal/boto3.py', source('./boto3.py'));
python.FS.writeFile('/rehearsal/botocore/__init__.py', '');
python.FS.writeFile('/rehearsal/botocore/exceptions.py', source('./botocore_exceptions.py'));
python.FS.writeFile('/rehearsal/host.py', source('./host.py'));
python.runPython('import sys; sys.path.insert(0, "/rehearsal"); import host, boto3');
const run = python.globals.get('host').run;

parentPort.on('message', () => {
  port.postMessage(run(receive()));
});
parentPort.postMessage('ready');
