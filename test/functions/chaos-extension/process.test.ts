import { once } from 'node:events';
import { createServer } from 'node:net';
import type { Socket } from 'node:net';

import type { LambdaEmulator } from './lambda-emulator';
import { useLayer } from './layer';
import { begin, call, otherAddresses, reach, text } from './processes';

const LATENCY = {
  CHAOS_EXTENSION__LAMBDA__ENABLE_LATENCY: 'true',
  CHAOS_EXTENSION__LAMBDA__LATENCY_VALUE: '0.2',
  CHAOS_EXTENSION__LAMBDA__LATENCY_PROBABILITY: '1',
};
const RESPONSE = {
  CHAOS_EXTENSION__RESPONSE__ENABLE_CHANGE_RESPONSE_BODY: 'true',
  CHAOS_EXTENSION__RESPONSE__DEFAULT_RESPONSE: '{"statusCode":503,"body":"überlastet"}',
  CHAOS_EXTENSION__RESPONSE__CHANGE_RESPONSE_PROBABILITY: '1',
};
const NEXT = '/invocation/next';

describe('the layer, unpacked and run as Lambda runs it', () => {
  const layer = useLayer();
  const attach = (environment?: Readonly<Record<string, string>>) => layer.attach(environment);
  let lambda: LambdaEmulator;
  let port: number;

  beforeEach(() => {
    ({ lambda, port } = layer);
  });

  /** What it logs when its proxy is there. */
  const listening = (expiresAt: string | null = null) => ({ event: 'listening', port, expiresAt });

  /** What it logs when a runtime has asked for an invocation. */
  const attached = () => ({ event: 'attached', forwardsTo: lambda.address });

  /** One invocation: what the runtime got, and how long after Lambda had handed it out. */
  async function invoke(requestId: string) {
    const { request, answer } = begin(port, 'GET', NEXT);
    request.end();
    await waitForRuntime();
    const handedOutAt = performance.now();
    lambda.invoke(requestId, '{"path":"/api/hello"}');
    const invocation = await answer;
    return { invocation, delayMs: performance.now() - handedOutAt };
  }

  async function waitForRuntime(): Promise<void> {
    await lambda.request('GET', `/2018-06-01/runtime${NEXT}`);
    lambda.received.length = 0;
  }

  /** What Lambda gets when the runtime completes an invocation. */
  async function complete(requestId: string, kind: string, headers: Record<string, string>, body: string) {
    const path = `/invocation/${requestId}/${kind}`;
    const reached = lambda.request('POST', `/2018-06-01/runtime${path}`).then(async (received) => ({
      headers: received.headers,
      body: await text(received.message),
    }));
    const answer = await call(port, 'POST', path, headers, body);
    return { answer, reached: await reached };
  }

  describe('the extension', () => {
    it('registers by the name of its file for no event, and then reports ready', async () => {
      const extension = await attach();
      const register = await lambda.request('POST', '/2020-01-01/extension/register');
      const next = await lambda.request('GET', '/2020-01-01/extension/event/next');

      expect(register.headers['lambda-extension-name']).toBe('chaos-extension');
      expect(lambda.registrations).toEqual(['{"events":[]}']);
      expect(next.headers['lambda-extension-identifier']).toBe('F00D-babe');
      expect(await extension.finalLog()).toEqual([listening()]);
    });

    it('is reached from within its environment only', async () => {
      await attach();
      const reached = otherAddresses().map((address) => reach(port, address));

      await expect(reach(port, '127.0.0.1')).resolves.toBe('connected');
      for (const how of await Promise.all(reached)) expect(how).toBe('ECONNREFUSED');
    });

    it('does not load what the function preloads', async () => {
      const extension = await attach({ NODE_OPTIONS: '--require ./tracer-of-the-function.js' });

      expect(extension.running).toBe(true);
    });

    it('hands an invocation to the runtime as it is, at once where no fault is set', async () => {
      const extension = await attach();
      const { invocation } = await invoke('request-1');

      expect(invocation.body).toBe('{"path":"/api/hello"}');
      expect(invocation.headers).toMatchObject({
        'content-type': 'application/json',
        'lambda-runtime-aws-request-id': 'request-1',
        'lambda-runtime-deadline-ms': '1795176000000',
        'lambda-runtime-invoked-function-arn': 'arn:aws:lambda:us-east-1:123456789012:function:hello:live',
        'lambda-runtime-trace-id': 'Root=1-5bef4de7-ad49b0e87f6ef6c87fc2e700;Sampled=1',
      });
      expect(await extension.finalLog()).toEqual([listening(), attached()]);
    });

    it('hands the answer to Lambda as it is, and the acknowledgement to the runtime', async () => {
      await attach(LATENCY);
      await invoke('request-1');
      const headers = { 'Content-Type': 'application/json', 'X-Runtime': 'nodejs22.x' };
      const { reached, answer } = await complete('request-1', 'response', headers, '{"statusCode":200}');

      expect(reached.body).toBe('{"statusCode":200}');
      expect(reached.headers).toMatchObject({
        'content-type': 'application/json',
        'x-runtime': 'nodejs22.x',
        host: lambda.address,
      });
      expect(answer).toMatchObject({ status: 202, body: '{"status":"OK"}', headers: { 'x-lambda': 'yes' } });
    });

    describe('its connections to Lambda', () => {
      const NEXT_OF_LAMBDA = `/2018-06-01/runtime${NEXT}`;

      /** Lambda's side of the connection on which a request came. */
      async function connectionOf(method: string, path: string) {
        return (await lambda.request(method, path)).message.socket;
      }

      /** One invocation with its response: the connections on which Lambda saw the two. */
      async function roundTrip(requestId: string, between: (next: Socket) => Promise<void>) {
        lambda.received.length = 0;
        const { request, answer } = begin(port, 'GET', NEXT);
        request.end();
        const next = await connectionOf('GET', NEXT_OF_LAMBDA);
        lambda.invoke(requestId, '{}');
        await answer;
        await between(next);
        const path = `/invocation/${requestId}/response`;
        const { status } = await call(port, 'POST', path, {}, '{}');
        return { next, response: await connectionOf('POST', `/2018-06-01/runtime${path}`), status };
      }

      it('keeps one for the invocations and their responses', async () => {
        await attach();
        const first = await roundTrip('request-1', () => Promise.resolve());
        const second = await roundTrip('request-2', () => Promise.resolve());

        expect(first.response).toBe(first.next);
        expect(second.next).toBe(first.next);
      });

      it('opens another where Lambda has closed the kept one, and loses no response', async () => {
        const extension = await attach();
        const { next, response, status } = await roundTrip('request-1', async (socket) => {
          socket.end();
          await once(socket, 'close');
        });

        expect(status).toBe(202);
        expect(response).not.toBe(next);
        expect(await extension.finalLog()).toEqual([listening(), attached()]);
      });

      it('keeps none for other requests, which might be dead after a freeze', async () => {
        await attach();
        await call(port, 'POST', '/init/error');
        const first = await connectionOf('POST', '/2018-06-01/runtime/init/error');
        lambda.received.length = 0;
        await call(port, 'POST', '/init/error');

        expect(await connectionOf('POST', '/2018-06-01/runtime/init/error')).not.toBe(first);
      });
    });

    it.each([
      ['an error of the handler', '/invocation/request-1/error'],
      ['an error of the initialisation', '/init/error'],
    ])('hands %s to Lambda as it is, even where answers are replaced', async (_what, path) => {
      await attach(RESPONSE);
      await invoke('request-1');
      const reached = lambda
        .request('POST', `/2018-06-01/runtime${path}`)
        .then(async (received) => [received.headers, await text(received.message)]);
      const headers = { 'Lambda-Runtime-Function-Error-Type': 'Runtime.Unknown', 'Content-Length': '25' };
      const answer = await call(port, 'POST', path, headers, '{"errorMessage":"broken"}');

      expect(await reached).toEqual([
        expect.objectContaining({
          'lambda-runtime-function-error-type': 'Runtime.Unknown',
          'content-length': '25',
        }),
        '{"errorMessage":"broken"}',
      ]);
      expect(answer.status).toBe(202);
    });

    it('passes on each part of a streamed answer when it comes, and the error in its trailers', async () => {
      await attach();
      await invoke('request-1');
      const { request, answer } = begin(port, 'POST', '/invocation/request-1/response', {
        'Transfer-Encoding': 'chunked',
        'Lambda-Runtime-Function-Response-Mode': 'streaming',
        Trailer: 'Lambda-Runtime-Function-Error-Type',
      });
      request.flushHeaders();
      const { message } = await lambda.request('POST', '/2018-06-01/runtime/invocation/request-1/response');
      message.pause();
      const parts: string[] = [];
      const nextPart = async (): Promise<void> => void parts.push(String((await once(message, 'data'))[0]));

      request.write('first');
      await nextPart();
      expect(parts).toEqual(['first']);

      request.write('second');
      await nextPart();
      request.addTrailers({ 'Lambda-Runtime-Function-Error-Type': 'Runtime.StreamError' });
      request.end();
      await answer;

      expect(parts).toEqual(['first', 'second']);
      expect(message.headers['lambda-runtime-function-response-mode']).toBe('streaming');
      expect(message.trailers).toEqual({ 'lambda-runtime-function-error-type': 'Runtime.StreamError' });
    });

    it('leaves the Extensions API reachable for extensions inside the runtime', async () => {
      await attach();
      const answer = await fetch(`http://127.0.0.1:${port}/2020-01-01/extension/register`, {
        method: 'POST',
      });

      expect(answer.headers.get('lambda-extension-identifier')).toBe('F00D-babe');
    });

    it('holds each invocation back for the latency, after Lambda has handed it out, logs it and counts it', async () => {
      const extension = await attach(LATENCY);
      const first = await invoke('request-1');
      const second = await invoke('request-2');

      // A timer of Node may ring a millisecond early.
      expect(first.delayMs).toBeGreaterThanOrEqual(199);
      expect(second.delayMs).toBeGreaterThanOrEqual(199);
      expect(first.invocation.body).toBe('{"path":"/api/hello"}');
      const counted = { FunctionName: 'hello', Resource: 'hello:live', InjectedInvocations: 1 };
      expect((await extension.finalLog()).slice(2)).toMatchObject([
        {
          event: 'injected',
          requestId: 'request-1',
          latencySeconds: 0.2,
          responseReplaced: false,
          ...counted,
        },
        {
          event: 'injected',
          requestId: 'request-2',
          latencySeconds: 0.2,
          responseReplaced: false,
          ...counted,
        },
      ]);
    });

    it('replaces the answer, streamed or not, with one that is whole', async () => {
      await attach(RESPONSE);
      await invoke('request-1');
      const headers = {
        'Content-Type': 'application/vnd.awslambda.http-integration-response',
        'Lambda-Runtime-Function-Response-Mode': 'streaming',
        'Transfer-Encoding': 'chunked',
        'X-Runtime': 'nodejs22.x',
      };
      const { reached } = await complete('request-1', 'response', headers, '{"statusCode":200}');

      expect(reached.body).toBe('{"statusCode":503,"body":"überlastet"}');
      expect(reached.headers).toMatchObject({
        'content-type': 'application/json',
        'content-length': String(Buffer.byteLength(reached.body)),
        'x-runtime': 'nodejs22.x',
      });
      expect(reached.headers).not.toHaveProperty('lambda-runtime-function-response-mode');
      expect(reached.headers).not.toHaveProperty('transfer-encoding');
    });

    it('injects nothing once the fault has expired, and says so once', async () => {
      const extension = await attach({
        ...LATENCY,
        ...RESPONSE,
        CHAOS_EXTENSION__EXPIRES_AT: '2020-01-01T00:00:00Z',
      });
      await invoke('request-1');
      const { reached } = await complete('request-1', 'response', {}, '{"statusCode":200}');
      await invoke('request-2');

      expect(reached.body).toBe('{"statusCode":200}');
      expect(await extension.finalLog()).toEqual([
        listening('2020-01-01T00:00:00Z'),
        attached(),
        { event: 'expired', expiredAt: '2020-01-01T00:00:00Z' },
      ]);
    });

    it('takes back its own waiting when the runtime stops waiting, so that no invocation is lost', async () => {
      await attach();
      const { request, answer } = begin(port, 'GET', NEXT);
      request.end();
      const { message } = await lambda.request('GET', `/2018-06-01/runtime${NEXT}`);
      const closed = once(message.socket, 'close');
      request.destroy(new Error('the runtime was killed'));

      await expect(answer).rejects.toThrow('the runtime was killed');
      await expect(closed).resolves.toBeDefined();
    });

    it('breaks off where Lambda breaks off, says so, and goes on', async () => {
      const extension = await attach();
      const { request, answer } = begin(port, 'GET', NEXT);
      request.end();
      const { message } = await lambda.request('GET', `/2018-06-01/runtime${NEXT}`);
      message.socket.destroy();
      await expect(answer).rejects.toThrow('socket hang up');

      expect((await call(port, 'POST', '/init/error')).status).toBe(202);
      expect((await extension.finalLog()).slice(2)).toEqual([
        { event: 'problem', problem: 'the Runtime API broke off: socket hang up' },
      ]);
    });

    it('goes on after what nobody expected, for the function’s way to Lambda would end with it', async () => {
      const extension = await attach();
      const { request, answer } = begin(port, 'GET', NEXT);
      request.end();
      const { message } = await lambda.request('GET', `/2018-06-01/runtime${NEXT}`);
      // Node reads such a status, and throws where it is to be sent on.
      message.socket.write('HTTP/1.1 099 Odd\r\nContent-Length: 0\r\n\r\n');
      await Promise.race([extension.prints('unexpected: Invalid status code: 99'), answer]);

      expect((await call(port, 'POST', '/init/error')).status).toBe(202);
      request.destroy();
      await expect(answer).rejects.toThrow('socket hang up');
    });

    it('registers although its port is taken, and stays, so that Lambda does not fail the function', async () => {
      await layer.occupyPort(createServer());
      const extension = await attach(LATENCY);

      expect(extension.running).toBe(true);
      expect(await extension.finalLog()).toEqual([
        {
          event: 'problem',
          problem: expect.stringContaining('the function runs untouched: listen EADDRINUSE') as string,
        },
      ]);
    });

    it('registers where the runtime has no Node.js, and stays', async () => {
      const extension = await attach({ PATH: layer.opt });
      const register = await lambda.request('POST', '/2020-01-01/extension/register');
      const next = await lambda.request('GET', '/2020-01-01/extension/event/next');

      expect(register.headers).toMatchObject({
        'lambda-extension-name': 'chaos-extension',
        'content-type': 'application/json',
      });
      expect(lambda.registrations).toEqual(['{"events":[]}']);
      expect(next.headers['lambda-extension-identifier']).toBe('F00D-babe');
      const { told } = await layer.wrap({ PATH: layer.opt });
      expect(told[0]).toBe(lambda.address);
      expect(extension.running).toBe(true);
      expect(extension.stderr).toContain(
        'this runtime has no Node.js that starts, so the function runs untouched',
      );
    });
  });
});
