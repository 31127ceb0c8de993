import { checkerRegions } from '../../../validation/lab-config/aws-regions';
import type { AwsCall } from './aws-call';
import type { Reply } from './pass-on';

/**
 * What Route 53 answers to a change of records. Terraform's provider waits 10 to 30 s before it asks for the first time whether such a
 * change has reached all servers, and does not when it is told nothing: in moto it has, at once.
 */
const CHANGE_INFO = /<ChangeInfo>.*<\/ChangeInfo>/s;

/** A health check that names no regions. Route 53 answers with all eight (hashicorp/terraform-provider-aws#45824), moto with none. */
const WITHOUT_REGIONS = /(<HealthCheckConfig>(?:(?!<Regions>).)*?)(<\/HealthCheckConfig>)/gs;
const ALL_REGIONS = `<Regions>${checkerRegions.map((region) => `<Region>${region}</Region>`).join('')}</Regions>`;

/**
 * moto deletes the records of every name that have the set identifier, so there it carries the name: without its last dot, which the
 * provider sends when it deletes a record and not when it makes one.
 */
const SET_IDENTIFIER =
  /(<Name>([^<]*?)\.?<\/Name>(?:(?!<Name>).)*?<SetIdentifier>[^<]*)(?=<\/SetIdentifier>)/gs;
const NAME_IN_SET_IDENTIFIER = /(<SetIdentifier>[^<@]*)@[^<]*/g;

/** The body of a call as moto is to have it. */
export function forMoto({ service, body }: AwsCall): Buffer {
  return service === 'route53' ? Buffer.from(body.toString().replace(SET_IDENTIFIER, '$1@$2')) : body;
}

/** moto's answer to a call, as Route 53 words it; that of another service as it is. */
export function fromMoto({ service }: AwsCall, reply: Reply): Reply {
  if (service !== 'route53') return reply;
  const body = String(reply.body)
    .replace(CHANGE_INFO, '')
    .replace(WITHOUT_REGIONS, `$1${ALL_REGIONS}$2`)
    .replace(NAME_IN_SET_IDENTIFIER, '$1');
  return { ...reply, body };
}
