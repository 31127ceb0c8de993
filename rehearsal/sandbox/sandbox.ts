import type { Random } from '../../experiment/random';
import { NotModelled } from '../not-modelled';
import type { VirtualClock } from '../time/virtual-clock';
import { fromRealm, handlerFromRealm, toRealm } from './realm';
import { compileInRealm, makers } from './realm-makers';

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

/** Globals that would lead out of the rehearsal, or to what all functions share. */
const WITHHELD = [
  'fetch',
  'performance',
  'setImmediate',
  'WebSocket',
  'WebAssembly',
  'navigator',
  'crypto',
  'AbortSignal',
  'globalThis',
  'global',
];

const compiled = new Map<string, unknown>();

/**
 * Loads a function's bundle in a realm that is not this one, with virtual time, seeded chance and the World's network in place of the
 * real ones, and returns its `handler`. Invocations share it, as they do in one execution environment; that AWS would run concurrent ones
 * in several environments is not modelled here.
 * @throws NotModelled at a `require` of a module that the World does not have
 */
export function loadHandler(
  code: string,
  props: SandboxProps,
): (...given: Parameters<Handler>) => Promise<unknown> {
  const exports = makers.object();
  const module = makers.object();
  Object.defineProperty(module, 'exports', { value: exports, writable: true });
  const require = (name: unknown): unknown => {
    const found = typeof name === 'string' ? props.moduleNamed(name) : undefined;
    if (found === undefined) throw new NotModelled(`the module ${String(name)}`);
    return found;
  };
  const globals: Record<string, unknown> = {
    module,
    exports,
    require: toRealm(require),
    process: toRealm({ env: { ...props.environment } }),
    console: toRealm(SILENT),
    Date: makers.dateClass(makers.gauge(() => props.clock.now())),
    Math: makers.math(makers.gauge(() => props.random())),
    ...mapValues(timers(props.clock), toRealm),
    ...Object.fromEntries(WITHHELD.map((name) => [name, undefined])),
  };
  const names = Object.keys(globals);
  const run = compiled.get(code) ?? compileInRealm(code, names);
  compiled.set(code, run);
  loadBundle(
    run,
    names.map((name) => globals[name]),
  );
  return handlerFromRealm(makers.get(makers.get(module, 'exports'), 'handler'));
}

/** The values are the realm's already. */
function loadBundle(run: unknown, values: readonly unknown[]): void {
  try {
    makers.call(run, values);
  } catch (error) {
    throw fromRealm(error);
  }
}

function mapValues(
  record: Readonly<Record<string, unknown>>,
  change: (value: unknown) => unknown,
): Record<string, unknown> {
  return Object.fromEntries(Object.entries(record).map(([name, value]) => [name, change(value)]));
}

/** What a function logs goes to a log group that nothing in a rehearsal reads. */
const SILENT = Object.fromEntries(
  ['log', 'info', 'warn', 'error', 'debug'].map((level) => [level, (): void => undefined]),
);

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
