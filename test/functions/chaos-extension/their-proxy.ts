import { createServer, request, type Server } from 'node:http';

/** The proxy of somebody else's extension: it forwards what comes, with headers of its own making, as the usual ones do. */
export interface TheirProxy {
  readonly server: Server;
  /** The paths that have come. */
  readonly paths: string[];
}

/** @param upstream host and port that it forwards to, asked for at each request */
export function theirProxy(upstream: () => string): TheirProxy {
  const paths: string[] = [];
  const server = createServer((incoming, outgoing) => {
    const { method, url = '' } = incoming;
    paths.push(url);
    const forwarded = request(`http://${upstream()}${url}`, { method, agent: false }, (answer) => {
      outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(outgoing);
    });
    forwarded.on('error', () => outgoing.destroy());
    outgoing.on('close', () => forwarded.destroy());
    incoming.pipe(forwarded);
  });
  server.keepAliveTimeout = 0;
  return { server, paths };
}
