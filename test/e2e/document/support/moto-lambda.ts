import { strToU8, zipSync } from 'fflate';

/** What moto answers, or a rule in front of it. */
export interface Answer {
  readonly status: number;
  readonly body: Json;
  /** The name of the exception, where it is one. */
  readonly error?: string;
}

/** A body of Lambda's REST-JSON. */
export type Json = Readonly<Record<string, unknown>>;

const API = '/2015-03-31/functions';
const LAYERS = '/2018-10-31/layers';

/** Moto's Lambda in one region, by plain requests: a client would take longer than moto does. */
export class MotoLambda {
  constructor(
    private readonly url: string,
    private readonly region: string,
  ) {}

  async send(method: string, path: string, body?: Json): Promise<Answer> {
    const { status, text, headers } = await this.fetch('lambda', path, {
      method,
      body: JSON.stringify(body),
    });
    const error = status < 400 ? undefined : (headers.get('x-amzn-errortype') ?? 'ServiceException');
    return { status, body: text === '' ? {} : (JSON.parse(text) as Json), error };
  }

  /** @throws Error with the answer, where it is an error */
  async sendOrThrow(method: string, path: string, body?: Json): Promise<Json> {
    const answer = await this.send(method, path, body);
    if (answer.error === undefined) return answer.body;
    throw new Error(`${method} ${path}: ${answer.status} ${JSON.stringify(answer.body)}`);
  }

  createFunction(body: Json): Promise<Json> {
    return this.sendOrThrow('POST', API, body);
  }

  /** `part` is what follows the function's name in the path. */
  function(method: string, name: string, part = '', body?: Json): Promise<Json> {
    return this.sendOrThrow(method, `${API}/${name}${part}`, body);
  }

  /** The ARN of a new layer's first version. */
  async createLayer(name: string): Promise<string> {
    const body = { Content: { ZipFile: ARCHIVE } };
    const { LayerVersionArn: arn } = await this.sendOrThrow('POST', `${LAYERS}/${name}/versions`, body);
    return String(arn);
  }

  /** The ARN of a new role, which a function must have. */
  async createRole(name: string): Promise<string> {
    const form = {
      Action: 'CreateRole',
      Version: '2010-05-08',
      RoleName: name,
      AssumeRolePolicyDocument: '{}',
    };
    const { text } = await this.fetch('iam', '/', { method: 'POST', body: new URLSearchParams(form) });
    const arn = /<Arn>(.*)<\/Arn>/.exec(text)?.[1];
    if (arn === undefined) throw new Error(`no role was made: ${text}`);
    return arn;
  }

  /** The signature is none: moto only reads the service and the region from it. */
  private async fetch(service: string, path: string, init: RequestInit) {
    const scope = `testing/20260101/${this.region}/${service}/aws4_request`;
    const authorization = `AWS4-HMAC-SHA256 Credential=${scope}, SignedHeaders=host, Signature=none`;
    const response = await fetch(this.url + path, { ...init, headers: { authorization } });
    return { status: response.status, headers: response.headers, text: await response.text() };
  }
}

/** A zip with that text in it. */
export function archiveOf(text: string): string {
  const zip = zipSync({ 'index.js': strToU8(text) }, { mtime: '2026-01-01' });
  return Buffer.from(zip).toString('base64');
}

const ARCHIVE = archiveOf('exports.handler = () => 1;');
