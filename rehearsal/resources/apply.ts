import { NotModelled, orNotModelled } from '../not-modelled';
import { Arguments } from './arguments';
import type { Block, Configuration } from '../../terraform/configuration';
import { dependenciesOf } from '../../terraform/references';
import { evaluateValue, type Scope } from '../../terraform/template';

/** What Terraform would know of a block after the apply: its arguments, and what AWS made of them. */
type Attributes = Readonly<Record<string, unknown>>;

/** How a Terraform resource or data source comes to life in the World. */
export interface ResourceModel {
  /** The arguments that have an effect here. Any argument that is in neither list is refused. */
  readonly modelled: readonly string[];
  /** The arguments that change nothing that a rehearsal looks at, such as tags. */
  readonly withoutEffect?: readonly string[];
  /** Brings it into the World, and returns the attributes that others may refer to. */
  create(values: Arguments, place: Place): Attributes;
}

/** Where a block stands. */
export interface Place {
  readonly address: string;
  /** The provider's region. */
  readonly region: string;
  /** The stack's folder, from which relative file names start. */
  readonly folder: string;
}

/** By `aws_lambda_function` or `data.aws_route53_zone`. */
export type ResourceModels = Readonly<Record<string, ResourceModel>>;

/**
 * Applies a configuration to the World, in the order of its references.
 * @returns the outputs' values, by name
 * @throws NotModelled for a resource, data source or argument that no model knows, and for what of Terraform's language is not understood
 */
export function applyConfiguration(
  configuration: Configuration,
  models: ResourceModels,
): Record<string, unknown> {
  const byAddress = new Map(configuration.blocks.map((block) => [block.address, block]));
  const applied = new Map<string, Attributes>();
  const underWay = new Set<string>();

  const attributesOf = (block: Block): Attributes => {
    const known = applied.get(block.address);
    if (known !== undefined) return known;
    if (underWay.has(block.address)) throw new Error(`${block.address} refers to itself`);
    underWay.add(block.address);
    for (const address of orNotModelled(() => dependenciesOf(block)))
      attributesOf(blockAt(address, block.address));
    const attributes = create(block);
    applied.set(block.address, attributes);
    return attributes;
  };

  const blockAt = (address: string, from: string): Block => {
    const block = byAddress.get(address);
    if (block === undefined)
      throw new Error(`${from} refers to ${address}, which the configuration does not define`);
    return block;
  };

  const create = (block: Block): Attributes => {
    const kind = block.mode === 'data' ? `data.${block.type}` : block.type;
    const model = models[kind];
    if (model === undefined)
      throw new NotModelled(`the Terraform ${block.mode} ${block.type}`, block.address);
    const region = configuration.regions.get(block.provider);
    if (region === undefined)
      throw new Error(`${block.address} uses the provider ${block.provider}, which is not configured`);
    const values = orNotModelled(() => evaluateValue(block.arguments, scope)) as Attributes;
    const read = readArguments(values, model, block.address);
    return {
      ...values,
      ...model.create(read, { address: block.address, region, folder: configuration.folder }),
    };
  };

  const scope: Scope = (name) => {
    if (name === 'data') return namespace((type) => instancesOf('data', type));
    return instancesOf('resource', name);
  };

  const instancesOf = (mode: Block['mode'], type: string): unknown =>
    namespace((name) =>
      attributesOf(blockAt(`${mode === 'data' ? 'data.' : ''}${type}.${name}`, 'an expression')),
    );

  for (const block of configuration.blocks) attributesOf(block);
  return orNotModelled(() => evaluateValue(configuration.outputs, scope)) as Record<string, unknown>;
}

/** The arguments of a block, after those that its model does not know have been refused. */
export function readArguments(values: Attributes, model: ResourceModel, address: string): Arguments {
  return new Arguments(values, address).only(...model.modelled, ...(model.withoutEffect ?? []));
}

/** An object whose properties are looked up when they are asked for. */
function namespace(lookUp: (name: string) => unknown): unknown {
  return new Proxy({}, { get: (_target, name) => (typeof name === 'string' ? lookUp(name) : undefined) });
}
