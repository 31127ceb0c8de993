import vm from 'node:vm';
import type { Random } from '../../experiment/random';
import { NotModelled } from '../refusal';
import type { VirtualClock } from '../virtual-clock';

/** What a function finds around it. */
export interface SandboxProps {
  readonly clock: VirtualClock;
  readonly random: Random;
  readonly environment: Readonly<Record<string, string>>;
  /** What `require` gives for a name; undefined where the World has no such module. */
  readonly moduleNamed: (name: string) => unknown;
}

/** A Lambda handler. */
export type Handler = (event: unknown, context: unknown) => unknown;

/** Globals that would lead out of the rehearsal: to real time, to real chance, or to a real network. */
const WITHHELD = [
  'fetch',
  'performance',
  'setImmediate',
  'WebSocket',
  'navigator',
  'crypto',
  'AbortSignal',
  'globalThis',
  'global',
];

const compiled = new Map<string, (...globals: unknown[]) => void>();

/**
 * Loads a function's bundle, with virtual time, seeded chance and the World's network in place of the real ones, and returns its
 * `handler`. Invocations share it, as they do in one execution environment; that AWS would run concurrent ones in several
 * environments is not modelled here.
 * @throws NotModelled at a `require` of a module that the World does not have
 */
export function loadHandler(code: string, props: SandboxProps): Handler {
  const module = { exports: {} as Record<string, unknown> };
  const globals: Record<string, unknown> = {
    module,
    exports: module.exports,
    require: (name: string): unknown => {
      const found = props.moduleNamed(name);
      if (found === undefined) throw new NotModelled(`the module ${name}`);
      return found;
    },
    process: { env: { ...props.environment } },
    console: SILENT,
    Date: virtualDate(props.clock),
    Math: Object.create(Math, { random: { value: props.random } }) as Math,
    ...timers(props.clock),
    ...Object.fromEntries(WITHHELD.map((name) => [name, undefined])),
  };
  const names = Object.keys(globals);
  const run = compiled.get(code) ?? (vm.compileFunction(code, names) as (...globals: unknown[]) => void);
  compiled.set(code, run);
  run(...names.map((name) => globals[name]));
  return module.exports.handler as Handler;
}

/** What a function logs goes to a log group that nothing in a rehearsal reads. */
const SILENT = Object.fromEntries(
  ['log', 'info', 'warn', 'error', 'debug'].map((level) => [level, (): void => undefined]),
);

function virtualDate(clock: VirtualClock): DateConstructor {
  return class extends Date {
    constructor(...parameters: ConstructorParameters<DateConstructor> | []) {
      if (parameters.length === 0) super(clock.now());
      else super(...parameters);
    }

    static override now(): number {
      return clock.now();
    }
  } as DateConstructor;
}

function timers(clock: VirtualClock): Record<string, unknown> {
  type Cancel = () => void;
  const setInterval = (act: () => void, milliseconds: number): Cancel => {
    let cancel: Cancel;
    const next = (): void => {
      cancel = clock.after(milliseconds, () => {
        next();
        act();
      });
    };
    next();
    return () => cancel();
  };
  const clear = (cancel: Cancel | undefined): void => cancel?.();
  return {
    setTimeout: (act: (...values: unknown[]) => void, milliseconds = 0, ...values: unknown[]): Cancel =>
      clock.after(milliseconds, () => act(...values)),
    clearTimeout: clear,
    setInterval,
    clearInterval: clear,
  };
}
