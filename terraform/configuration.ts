import { readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { NotUnderstood } from './not-understood';

/** One `resource` or `data` block of a configuration. */
export interface Block {
  readonly mode: 'resource' | 'data';
  readonly type: string;
  readonly name: string;
  /** As Terraform writes it: `aws_lambda_function.us_hello`, `data.aws_route53_zone.zone`. */
  readonly address: string;
  /** The arguments, with their expressions unevaluated and without Terraform's own (`provider`, `depends_on`, …). */
  readonly arguments: Readonly<Record<string, unknown>>;
  readonly dependsOn: readonly string[];
  /** `aws` or `aws.us`. */
  readonly provider: string;
}

/** What `terraform apply` would read. */
export interface Configuration {
  /** Where relative file names start from. */
  readonly folder: string;
  /** By provider name (`aws`, `aws.us`): the provider's region. */
  readonly regions: ReadonlyMap<string, string>;
  readonly blocks: readonly Block[];
  /** By name: the expression of each output. */
  readonly outputs: Readonly<Record<string, unknown>>;
}

type Json = Readonly<Record<string, unknown>>;

const TOP_LEVEL = ['//', 'terraform', 'provider', 'resource', 'data', 'output'];
const PROVIDER_ARGUMENTS = ['alias', 'region', 'default_tags'];
const META_ARGUMENTS = ['//', 'provider', 'depends_on', 'lifecycle'];

/**
 * Reads a synthesised stack.
 * @param path of a `cdk.tf.json`
 * @throws NotUnderstood for a part of Terraform's language that is not read here (modules, variables, `count`, …)
 */
export function readConfiguration(path: string): Configuration {
  return toConfiguration(JSON.parse(readFileSync(path, 'utf8')) as Json, dirname(path));
}

/** The same from the parsed file; `folder` is where relative file names start from. */
export function toConfiguration(json: Json, folder: string): Configuration {
  for (const key of Object.keys(json)) {
    if (!TOP_LEVEL.includes(key)) throw new NotUnderstood(`Terraform's ${key} blocks`);
  }
  return {
    folder,
    regions: regionsOf(json),
    blocks: [...blocksOf('data', json), ...blocksOf('resource', json)],
    outputs: Object.fromEntries(
      Object.entries(section(json, 'output')).map(([name, output]) => [name, (output as Json).value]),
    ),
  };
}

function regionsOf(json: Json): Map<string, string> {
  const regions = new Map<string, string>();
  for (const [name, instances] of Object.entries(section(json, 'provider'))) {
    for (const provider of instances as Json[]) {
      const unknown = Object.keys(provider).find((key) => !PROVIDER_ARGUMENTS.includes(key));
      if (unknown !== undefined) throw new NotUnderstood(`the provider argument ${unknown}`);
      const { alias, region } = provider;
      regions.set(typeof alias === 'string' ? `${name}.${alias}` : name, String(region));
    }
  }
  return regions;
}

function blocksOf(mode: Block['mode'], json: Json): Block[] {
  return Object.entries(section(json, mode)).flatMap(([type, instances]) =>
    Object.entries(instances as Record<string, Json>).map(([name, block]): Block => {
      const address = `${mode === 'data' ? 'data.' : ''}${type}.${name}`;
      for (const meta of ['count', 'for_each', 'provisioner', 'connection', 'dynamic']) {
        if (meta in block) throw new NotUnderstood(`Terraform's ${meta}`, address);
      }
      return {
        mode,
        type,
        name,
        address,
        arguments: Object.fromEntries(Object.entries(block).filter(([key]) => !META_ARGUMENTS.includes(key))),
        dependsOn: (block.depends_on as string[] | undefined) ?? [],
        provider: typeof block.provider === 'string' ? block.provider : (type.split('_')[0] ?? ''),
      };
    }),
  );
}

function section(json: Json, name: string): Json {
  return (json[name] as Json | undefined) ?? {};
}
