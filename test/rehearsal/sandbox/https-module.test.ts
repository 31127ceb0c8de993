import type { EventEmitter } from 'node:events';
import { httpsModule, type HttpAnswer, type SendGet } from '../../../rehearsal/sandbox/https-module';

interface Answer extends EventEmitter {
  readonly statusCode: number;
  setEncoding(name: string): void;
}
interface Request extends EventEmitter {
  end(): void;
  destroy(error?: Error): void;
}
interface Https {
  request(url: string, options: object, callback: (answer: Answer) => void): Request;
}

function ask(sendGet: SendGet, options: object = { agent: false }) {
  const events: unknown[] = [];
  const https = httpsModule(sendGet) as Https;
  const request = https.request('https://example.com/api/hello', options, (answer) => {
    answer.setEncoding('utf8');
    events.push(answer.statusCode);
    answer.on('data', (data) => events.push(data));
    answer.on('end', () => events.push('end'));
  });
  request.on('error', (error: Error) => events.push(error.message));
  return { request, events };
}

const settled = (): Promise<void> => new Promise((resolve) => void setImmediate(resolve));

describe("the World's https module", () => {
  it('sends nothing before the request ends, and then gives the answer', async () => {
    const sendGet = jest.fn(() => Promise.resolve({ status: 200, body: 'hello' }));
    const { request, events } = ask(sendGet);
    await settled();
    expect(sendGet).not.toHaveBeenCalled();
    request.end();
    await settled();
    expect(sendGet.mock.calls).toEqual([[new URL('https://example.com/api/hello')]]);
    expect(events).toEqual([200, 'hello', 'end']);
  });

  it('reports where no connection comes about', async () => {
    const { request, events } = ask(() => Promise.reject(new Error('DNS resolution failed')));
    request.end();
    await settled();
    expect(events).toEqual(['DNS resolution failed']);
  });

  it('tells a destroyed request its error once, and no answer any more', async () => {
    let answer = (_answer: HttpAnswer): void => undefined;
    const { request, events } = ask(() => new Promise((resolve) => (answer = resolve)));
    request.end();
    request.destroy(new Error('time-out'));
    request.destroy(new Error('again'));
    answer({ status: 200, body: 'late' });
    await settled();
    expect(events).toEqual(['time-out']);
  });

  it('stays silent about what fails after a request was given up', async () => {
    let fail = (_error: Error): void => undefined;
    const { request, events } = ask(() => new Promise((_resolve, reject) => (fail = reject)));
    request.end();
    request.destroy();
    fail(new Error('reset'));
    await settled();
    expect(events).toEqual([]);
  });

  it.each([
    ['a kept connection', {}, 'an https request on a kept connection'],
    ['another method', { agent: false, method: 'POST' }, 'the HTTP method POST'],
  ])('refuses %s', (_what, options, message) => {
    expect(() => ask(() => Promise.resolve({ status: 200, body: '' }), options)).toThrow(message);
  });
});
