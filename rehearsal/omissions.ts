import { choiceAdvice } from '../validation/suggestion';
import type { Block, Configuration } from '../terraform/configuration';
import { dependenciesOf } from '../terraform/references';
import { orNotModelled } from './not-modelled';

/** Something that is left out of the Terraform, to show what it is there for. */
interface Omission {
  readonly name: string;
  /** What is left out. */
  readonly summary: string;
  readonly types: readonly string[];
}

/** All that can be rehearsed with `--without`. */
export const OMISSIONS: readonly Omission[] = [
  {
    name: 'safety-net',
    summary: 'the EventBridge rules that take the fault away when an experiment ends in any way',
    types: ['aws_cloudwatch_event_rule', 'aws_cloudwatch_event_target'],
  },
];

/**
 * The configuration without something.
 * @throws RangeError that names the likely one
 */
export function leaveOut(configuration: Configuration, name: string): Configuration {
  const omission = OMISSIONS.find((candidate) => candidate.name === name);
  if (omission === undefined) {
    const names = OMISSIONS.map((candidate) => candidate.name);
    throw new RangeError(`"${name}" cannot be left out; ${choiceAdvice(name, names)}`);
  }
  return {
    ...configuration,
    blocks: without(configuration.blocks, ({ type }) => omission.types.includes(type)),
  };
}

/** Leaves blocks out, and with them whatever cannot be without them. */
function without(blocks: readonly Block[], leavesOut: (block: Block) => boolean): readonly Block[] {
  const gone = new Set(blocks.filter(leavesOut).map(({ address }) => address));
  const left = blocks.filter(({ address }) => !gone.has(address));
  if (gone.size === 0) return left;
  return without(left, (block) =>
    orNotModelled(() => dependenciesOf(block)).some((address) => gone.has(address)),
  );
}
