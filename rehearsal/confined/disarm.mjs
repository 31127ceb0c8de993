// Loaded before anything else into a process that runs code from outside: takes from it what Node's permission model leaves to everybody,
// above all the network and the other processes of this user. The permission model is the wall; this is the fence in front of it.
import dgram from 'node:dgram';
import dns from 'node:dns';
import net from 'node:net';
import { syncBuiltinESMExports } from 'node:module';

const refuse = () => {
  throw new Error('code from outside has no network, no commands and no other processes');
};

const RESOLVERS = [
  'lookup',
  'lookupService',
  'resolve',
  'resolve4',
  'resolve6',
  'resolveAny',
  'resolveTxt',
  'reverse',
  'Resolver',
];

const TAKEN = [
  [globalThis, ['fetch', 'WebSocket', 'EventSource', 'BroadcastChannel']],
  [
    process,
    ['kill', '_kill', '_debugProcess', '_debugEnd', 'dlopen', 'getBuiltinModule', 'loadEnvFile', 'chdir'],
  ],
  [process, ['_linkedBinding', 'abort', 'setuid', 'setgid', 'initgroups', 'umask', 'execve', 'report']],
  [net, ['connect', 'createConnection', 'createServer']],
  [net.Socket.prototype, ['connect']],
  [net.Server.prototype, ['listen']],
  [dgram, ['createSocket', 'Socket']],
  [dns, RESOLVERS],
  [dns.promises, RESOLVERS],
];

for (const [owner, names] of TAKEN) {
  for (const name of names) {
    if (name in owner)
      Object.defineProperty(owner, name, { value: refuse, writable: false, configurable: false });
  }
}
syncBuiltinESMExports();
