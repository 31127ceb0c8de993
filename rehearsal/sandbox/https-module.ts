import { EventEmitter } from 'node:events';
import { NotModelled } from '../not-modelled';

/** What a server answers. */
export interface HttpAnswer {
  readonly status: number;
  readonly body: string;
}

/** Sends a GET request over the World's network; rejects where no connection comes about. */
export type SendGet = (url: URL) => Promise<HttpAnswer>;

type Options = Readonly<Record<string, unknown>>;

/**
 * The part of `node:https` that the customer simulator uses: GET requests, each on a connection of its own.
 */
export function httpsModule(sendGet: SendGet): object {
  return {
    request: (url: string, options: Options, callback: (answer: EventEmitter) => void): EventEmitter => {
      if (options.agent !== false)
        throw new NotModelled('an https request on a kept connection (agent: false is)');
      if ((options.method ?? 'GET') !== 'GET')
        throw new NotModelled(`the HTTP method ${String(options.method)}`);
      return new ClientRequest(new URL(url), sendGet, callback);
    },
  };
}

/** The part of `node:tls` that goes with it; a World's connections have no certificates. */
export const tlsModule = { createSecureContext: (): object => ({}) };

class ClientRequest extends EventEmitter {
  private destroyed = false;

  constructor(
    private readonly url: URL,
    private readonly sendGet: SendGet,
    private readonly callback: (answer: EventEmitter) => void,
  ) {
    super();
  }

  end(): void {
    this.sendGet(this.url).then(
      (answer) => {
        if (!this.destroyed) this.answer(answer);
      },
      (error: unknown) => {
        if (!this.destroyed) this.emit('error', error);
      },
    );
  }

  destroy(error?: Error): void {
    if (this.destroyed) return;
    this.destroyed = true;
    if (error !== undefined) this.emit('error', error);
  }

  private answer({ status, body }: HttpAnswer): void {
    const message = Object.assign(new EventEmitter(), { statusCode: status, setEncoding: () => undefined });
    this.callback(message);
    message.emit('data', body);
    message.emit('end');
    message.emit('close');
  }
}
