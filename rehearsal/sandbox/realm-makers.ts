import vm from 'node:vm';

/** Told how something ended. */
export type Settle = (value: unknown) => void;

/** Does what a function of the realm is called for; gets and gives values of the realm, and never throws. */
export type Act = (
  values: ArrayLike<unknown>,
  isNew: boolean,
) => { readonly value: unknown; readonly failed: boolean };

/** Makes, reads and calls what belongs to the realm, by what the realm was before any code from outside ran in it. */
export interface Makers {
  readonly object: () => object;
  readonly array: () => object;
  readonly date: (milliseconds: number) => object;
  readonly error: (name: string, message: string) => object;
  readonly function: (act: Act) => object;
  /** A function without arguments that gives a number: cheaper, for those that are called all the time. */
  readonly gauge: (read: () => number) => object;
  /** Its properties are what `act` answers to their names; none can be set. */
  readonly proxy: (act: Act) => object;
  readonly promise: (begin: (resolve: Settle, reject: Settle) => void) => object;
  /** `Date`, with `now` in place of the real time. */
  readonly dateClass: (now: unknown) => object;
  /** `Math`, with `random` in place of the real chance. */
  readonly math: (random: unknown) => object;
  readonly then: (promise: object, resolved: Settle, rejected: Settle) => void;
  readonly call: (called: unknown, values: readonly unknown[]) => unknown;
  /** Calls a handler with what is JSON, as Lambda does; `done` is told its answer as JSON, `failed` what it threw. */
  readonly invoke: (handler: unknown, event: string, context: string, done: Settle, failed: Settle) => void;
  readonly get: (of: unknown, name: string) => unknown;
  readonly each: (of: object, take: (name: string, value: unknown) => void) => void;
}

/** Strict, so that no function of it has a caller; and nothing in it looks up what code of the realm could have replaced. */
const SOURCE = `'use strict';
(() => {
  const { apply } = Reflect;
  const { create, keys } = Object;
  const { parse, stringify } = JSON;
  const { then } = Promise.prototype;
  const [RealDate, RealError, RealMath, RealPromise, RealProxy] = [Date, Error, Math, Promise, Proxy];
  const end = (act, values, isNew) => {
    let ended;
    // What is thrown here, such as a full stack, belongs to the other realm.
    try { ended = act(values, isNew); } catch { throw 'the rehearsal cannot answer'; }
    if (ended.failed) throw ended.value;
    return ended.value;
  };
  return {
    object: () => ({}),
    array: () => [],
    date: (milliseconds) => new RealDate(milliseconds),
    error: (name, message) => { const error = new RealError(message); error.name = name; return error; },
    function: (act) => function (...values) { return end(act, values, new.target !== undefined); },
    gauge: (read) => () => { try { return read(); } catch { throw 'the rehearsal cannot answer'; } },
    proxy: (act) => new RealProxy({}, { get: (_target, name) => end(act, [name], false), set: () => false }),
    promise: (begin) => new RealPromise((resolve, reject) => { begin(resolve, reject); }),
    dateClass: (now) => class extends RealDate {
      constructor(...values) {
        if (values.length === 0) super(now());
        else super(...values);
      }
      static now() { return now(); }
    },
    math: (random) => create(RealMath, { random: { value: random } }),
    then: (promise, resolved, rejected) => {
      apply(then, promise, [(value) => { resolved(value); }, (error) => { rejected(error); }]);
    },
    call: (called, values) => apply(called, undefined, values),
    invoke: (handler, event, context, done, failed) => {
      const answer = async () => stringify(await handler(parse(event), parse(context)));
      apply(then, answer(), [(text) => { done(text); }, (error) => { failed(error); }]);
    },
    get: (of, name) => of[name],
    each: (of, take) => {
      const names = keys(of);
      for (let index = 0; index < names.length; index += 1) take(names[index], of[names[index]]);
    },
  };
})()`;

// A realm of its own: its objects lead to its own constructors, and these make no code of text.
const context = vm.createContext(Object.create(null) as object, {
  codeGeneration: { strings: false, wasm: false },
});

/** Of the one realm in which all functions of this process run. */
export const makers = vm.runInContext(SOURCE, context) as Makers;

/** Compiles a function body for the realm; what it gives is a function of the realm, for {@link Makers.call}. */
export function compileInRealm(body: string, parameters: readonly string[]): unknown {
  return vm.compileFunction(body, [...parameters], { parsingContext: context });
}
