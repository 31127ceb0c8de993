import { request } from 'node:https';
import type { Ask } from '../../experiment/measure/answers';

/** Longer than the API itself takes to give up (29 s, API Gateway). */
const TIMEOUT_MS = 35_000;

/** Asks over the network, on a connection of its own, so that neither an old connection nor an old address answers. */
export const httpsAsk: Ask = (url) =>
  new Promise((resolve, reject) => {
    const started = performance.now();
    const sent = request(url, { agent: false, timeout: TIMEOUT_MS }, (response) => {
      response.resume();
      response.on('end', () =>
        resolve({ status: response.statusCode ?? 0, seconds: (performance.now() - started) / 1000 }),
      );
      response.on('error', reject);
    });
    sent.on('timeout', () => sent.destroy(new Error(`no answer within ${TIMEOUT_MS / 1000} s`)));
    sent.on('error', reject);
    sent.end();
  });
