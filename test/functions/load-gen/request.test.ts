import { EventEmitter } from 'node:events';

import { askOnce } from '../../../functions/load-gen/request';
import type { Answer, SendRequest } from '../../../functions/load-gen/request';
import { VirtualTime } from './virtual-time';

const URL_OF_API = 'https://example.mydomain.com/api/hello';

class FakeAnswer extends EventEmitter implements Answer {
  readonly setEncoding = jest.fn();

  constructor(readonly statusCode: number | undefined) {
    super();
  }
}

class FakeRequest extends EventEmitter {
  readonly destroy = jest.fn();
  readonly end = jest.fn();
}

function ask() {
  const time = new VirtualTime(0);
  const request = new FakeRequest();
  const send = jest.fn<FakeRequest, Parameters<SendRequest>>(() => request);
  const outcome = askOnce(send, time, URL_OF_API);
  const answer = (status: number | undefined): FakeAnswer => {
    const fake = new FakeAnswer(status);
    send.mock.calls[0]![2](fake);
    return fake;
  };
  const answerWith = (status: number | undefined, ...chunks: string[]): void => {
    const fake = answer(status);
    for (const chunk of chunks) fake.emit('data', chunk);
    fake.emit('end');
    fake.emit('close');
  };
  return { time, request, send, outcome, answer, answerWith };
}

describe('one request of a customer', () => {
  it('opens a connection of its own, so that no kept one hides a failover', async () => {
    const { send, request, outcome, answerWith } = ask();
    answerWith(200);
    await outcome;

    expect(send).toHaveBeenCalledWith(URL_OF_API, { agent: false, method: 'GET' }, expect.any(Function));
    expect(request.end).toHaveBeenCalledTimes(1);
  });

  it('learns from the text which region answered, however the text is cut', async () => {
    const { outcome, answerWith } = ask();
    answerWith(200, 'Hello from reg', 'ion us-east-1');

    await expect(outcome).resolves.toEqual({ name: 'status_2xx', region: 'us-east-1' });
  });

  it.each([
    [204, 'status_2xx'],
    [403, 'status_4xx'],
    [429, 'status_4xx'],
    [502, 'status_5xx'],
    [504, 'status_5xx'],
  ])('counts %i as %s', async (status, name) => {
    const { outcome, answerWith } = ask();
    answerWith(status, '{"message":"Internal server error"}');

    await expect(outcome).resolves.toEqual({ name, region: null });
  });

  it.each([[301], [101], [600], [undefined]])(
    'counts %s as no response, for it is not the API that sent it',
    async (status) => {
      const { outcome, answerWith } = ask();
      answerWith(status, 'Hello from region us-east-1');

      await expect(outcome).resolves.toEqual({ name: 'no_response', region: null });
    },
  );

  it('counts a connection that fails as no response', async () => {
    const { request, outcome, time } = ask();
    request.emit('error', new Error('getaddrinfo ENOTFOUND'));

    await expect(outcome).resolves.toEqual({ name: 'no_response', region: null });
    expect(time.waiting).toBe(0);
  });

  it.each(['error', 'aborted', 'close'])(
    'counts an answer that breaks off (%s) as no response',
    async (event) => {
      const { outcome, answer } = ask();
      const broken = answer(200);
      broken.emit('data', 'Hello from region us-east-1');
      broken.emit(event, new Error('socket hang up'));

      await expect(outcome).resolves.toEqual({ name: 'no_response', region: null });
    },
  );

  it('waits longer than the 29 s of API Gateway, so that its 504 is seen', async () => {
    const { time, outcome, request, answerWith } = ask();
    await time.advanceTo(34_999);
    expect(request.destroy).not.toHaveBeenCalled();
    answerWith(504);

    await expect(outcome).resolves.toMatchObject({ name: 'status_5xx' });
    expect(time.waiting).toBe(0);
  });

  it('gives up after 35 s and closes the connection', async () => {
    const { time, outcome, request } = ask();
    await time.advanceTo(35_000);

    await expect(outcome).resolves.toEqual({ name: 'no_response', region: null });
    expect(request.destroy).toHaveBeenCalledWith(new Error('no answer within 35000 ms'));
  });

  it('gives up after 35 s on an answer that has begun but does not end', async () => {
    const { time, outcome, answer } = ask();
    answer(200).emit('data', 'Hello');
    await time.advanceTo(35_000);

    await expect(outcome).resolves.toMatchObject({ name: 'no_response' });
  });
});
