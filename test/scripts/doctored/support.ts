import { templateOf } from '../../experiment/support/template-of';
import { FakeAws, type Call } from '../../experiment/support/fake-aws';
import { eu, us } from '../../experiment/support/lab';

/** The place of a value within a file. */
export type Path = readonly (string | number)[];

/** A copy of a value in which one place holds another value, or none where that is undefined. */
export function doctored<T>(value: T, path: Path, other: unknown): T {
  const copy = structuredClone(value);
  const parent = path.slice(0, -1).reduce<unknown>((here, part) => (here as Holder)[part], copy) as Holder;
  parent[path.at(-1) ?? ''] = other;
  return copy;
}

type Holder = Record<string | number, unknown>;

/** The calls that change something, or do something: all that do not only read. */
export function changesOf(calls: readonly Call[]): string[] {
  return calls
    .map(({ operation }) => operation)
    .filter((operation) => !/^(Get|List|Describe)/.test(operation));
}

/** An account with the lab of `support/lab.ts`, in which nothing runs. */
export function accountWithLab(): FakeAws {
  return new FakeAws()
    .on('GetCallerIdentity', () => ({ Account: '123456789012', Arn: 'arn:aws:iam::123456789012:user/me' }))
    .on('GetExperimentTemplate', (_input, { region }) => ({
      experimentTemplate: templateOf(region === us.region ? us : eu),
    }))
    .on('ListExperiments', () => ({ experiments: [] }));
}
