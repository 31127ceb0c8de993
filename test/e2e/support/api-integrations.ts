import { jsonOf, type AwsCall } from './aws-call';
import { putToMoto, readMoto } from './aws-json';
import type { Reply } from './pass-on';

const INTEGRATION = /^\/restapis\/\w+\/resources\/\w+\/methods\/\w+\/integration$/;

/** What an update may ask for (API Gateway API reference, PatchOperation); the provider replaces, and does no more. */
interface PatchOperation {
  readonly op: string;
  readonly path: string;
  readonly value: string;
}

/** Answers UpdateIntegration, which moto does not know, by putting the integration anew; undefined for any other call. */
export async function updateIntegration(call: AwsCall, moto: string): Promise<Reply | undefined> {
  const { service, region, method, path } = call;
  if (service !== 'apigateway' || method !== 'PATCH' || !INTEGRATION.test(path)) return undefined;
  const integration = (await readMoto(moto, service, region, path)) as Record<string, unknown>;
  const { patchOperations } = jsonOf(call) as { readonly patchOperations: readonly PatchOperation[] };
  const changed = { ...integration, ...Object.fromEntries(patchOperations.map(replacement)) };
  const body = JSON.stringify(await putToMoto(moto, service, region, path, changed));
  return { status: 200, headers: { 'content-type': 'application/json' }, body };
}

function replacement({ op, path, value }: PatchOperation): readonly [string, string] {
  const [, name = '', deeper] = path.split('/');
  if (op !== 'replace' || deeper !== undefined) {
    throw new Error(
      `the emulated UpdateIntegration only replaces, at the first level, and not: ${op} ${path}`,
    );
  }
  return [name, value];
}
