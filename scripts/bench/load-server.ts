import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';

// A program: an API that answers at once, on loopback, with a certificate that its parent sends.

process.once('message', ({ key, cert }: { readonly key: string; readonly cert: string }) => {
  const server = createServer({ key, cert }, (_request, answer) => answer.end('Hello from region us-east-1'));
  server.listen(0, '127.0.0.1', () => process.send?.((server.address() as AddressInfo).port));
});
process.on('disconnect', () => process.exit());
