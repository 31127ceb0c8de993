import { jsonOf, type AwsCall } from './aws-call';
import type { Reply } from './pass-on';

/** How a request about tags looks: `/tags/` and the ARN, `arn:aws:apigateway:us-east-1::/restapis/a1b2` (API Gateway API reference, TagResource). */
const ABOUT_TAGS = /^\/tags\/arn:[\w-]+:apigateway:[\w-]+::(.+)$/;

/** The tags of APIs, stages and domain names, which moto takes when they are made and cannot change afterwards. */
export class ApiTags {
  /** By region and path: what has been changed since, with null for what has been removed. */
  private readonly changes = new Map<string, Record<string, string | null>>();

  /** Answers a call that changes tags of API Gateway; undefined for any other. */
  answer(call: AwsCall): Reply | undefined {
    const path = ABOUT_TAGS.exec(decodeURIComponent(call.path))?.[1];
    if (call.service !== 'apigateway' || path === undefined) return undefined;
    const removed = call.query.getAll('tagKeys').map((key) => [key, null] as const);
    const { tags = {} } = jsonOf(call) as { tags?: Record<string, string> };
    const key = `${call.region} ${path}`;
    this.changes.set(key, { ...this.changes.get(key), ...Object.fromEntries(removed), ...tags });
    return { status: 204, headers: {}, body: '' };
  }

  /** moto's answer to a call, with the tags that there are by now. */
  complete({ service, region, path }: AwsCall, reply: Reply): Reply {
    const changes = this.changes.get(`${region} ${path}`);
    if (service !== 'apigateway' || changes === undefined || reply.status >= 300) return reply;
    const body = JSON.parse(String(reply.body)) as { tags?: Record<string, string> };
    const tags = Object.entries({ ...body.tags, ...changes }).filter(([, value]) => value !== null);
    return { ...reply, body: JSON.stringify({ ...body, tags: Object.fromEntries(tags) }) };
  }
}
