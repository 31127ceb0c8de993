import {
  FisServiceException,
  type __MetadataBearer as MetadataBearer,
  type FisClientResolvedConfig,
} from '@aws-sdk/client-fis';
import { getEndpointPlugin } from '@smithy/middleware-endpoint';
import { getSerdePlugin } from '@smithy/middleware-serde';
import { HttpRequest, type HttpResponse } from '@smithy/protocol-http';
import { Command } from '@smithy/smithy-client';

/** The lever of an account and region has this id (FIS user guide, "Safety levers"). */
export const SAFETY_LEVER = 'default';

/** What GetSafetyLever is asked (FIS API reference). */
interface GetSafetyLeverInput {
  readonly id: string;
}

/** What it answers. */
interface GetSafetyLeverOutput extends MetadataBearer {
  readonly safetyLever?: SafetyLever;
}

/** The lever that stops all experiments of an account in a region, and lets none start. */
export interface SafetyLever {
  readonly arn?: string;
  readonly state?: {
    /** `disengaged`, `engaged` or `engaging`. */
    readonly status?: string;
    /** What whoever moved it gave as the reason. */
    readonly reason?: string;
  };
}

/** As the client's own commands have them. */
const ENDPOINT_PARAMETERS = {
  UseFIPS: { type: 'builtInParams', name: 'useFipsEndpoint' },
  Endpoint: { type: 'builtInParams', name: 'endpoint' },
  Region: { type: 'builtInParams', name: 'region' },
  UseDualStack: { type: 'builtInParams', name: 'useDualstackEndpoint' },
} as const;

/**
 * GetSafetyLever of FIS, made as the SDK makes its commands: the newest `@aws-sdk/client-fis` that npm offers is 3.523.0, which is older
 * than the safety lever. A test says when the client has it, and this file can go.
 */
export class GetSafetyLeverCommand extends Command.classBuilder<
  GetSafetyLeverInput,
  GetSafetyLeverOutput,
  FisClientResolvedConfig
>()
  .ep(ENDPOINT_PARAMETERS)
  .m((_command, _stack, config: FisClientResolvedConfig) => [
    getSerdePlugin(config, serialized, deserialized),
    getEndpointPlugin(config, ENDPOINT_PARAMETERS),
  ])
  .s('FaultInjectionSimulator', 'GetSafetyLever')
  .n('FisClient', 'GetSafetyLeverCommand')
  .ser(serialized)
  .de(deserialized)
  .build() {}

async function serialized({ id }: GetSafetyLeverInput, { endpoint }: Located): Promise<HttpRequest> {
  const { protocol, hostname, port, path: base } = await endpoint();
  const folder = base.endsWith('/') ? base.slice(0, -1) : base;
  const path = `${folder}/safetyLevers/${encodeURIComponent(id)}`;
  return new HttpRequest({
    protocol,
    hostname,
    ...(port === undefined ? {} : { port }),
    method: 'GET',
    path,
  });
}

async function deserialized(
  { statusCode, headers, body }: HttpResponse,
  { streamCollector, utf8Encoder }: Pick<FisClientResolvedConfig, 'streamCollector' | 'utf8Encoder'>,
): Promise<GetSafetyLeverOutput> {
  const text = utf8Encoder(await streamCollector(body));
  const $metadata = { httpStatusCode: statusCode, requestId: headers['x-amzn-requestid'] };
  const answer = JSON.parse(text === '' ? '{}' : text) as Answer;
  if (statusCode < 300) return { $metadata, safetyLever: answer.safetyLever };
  // `AccessDeniedException:http://internal.amazon.com/…` (AWS restJson1 protocol, operation errors).
  const [name = ''] = (headers['x-amzn-errortype'] ?? answer.__type ?? 'UnknownError').split(':');
  const message = answer.message ?? answer.Message ?? `FIS answered ${statusCode}`;
  throw new FisServiceException({ name, message, $fault: statusCode < 500 ? 'client' : 'server', $metadata });
}

/** Where the client's endpoint is. */
interface Located {
  readonly endpoint: () => Promise<Pick<HttpRequest, 'protocol' | 'hostname' | 'port' | 'path'>>;
}

/** The body of an answer, of which one or the other is there. */
interface Answer {
  readonly safetyLever?: SafetyLever;
  readonly __type?: string;
  readonly message?: string;
  readonly Message?: string;
}
