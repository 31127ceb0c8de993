import { types } from 'node:util';
import { makers, type Act } from './realm-makers';

/** What stands for an object on the other side. */
const inRealm = new WeakMap<object, object>();
const outside = new WeakMap<object, object>();

/**
 * What stands for a value in the realm of the functions. Data are copied; functions, promises and all else are stood in for by objects that
 * are born in the realm, so that no property of theirs leads out of it.
 */
export function toRealm(value: unknown): unknown {
  if (typeof value === 'symbol') return undefined;
  if (!isObjectOrFunction(value)) return value;
  const known = inRealm.get(value);
  if (known !== undefined) return known;
  if (types.isProxy(value)) return link(value, standIn(value));
  if (isFunction(value)) return link(value, makers.function(calls(value)));
  if (types.isPromise(value)) return link(value, promiseInRealm(value));
  if (value instanceof Error) return link(value, makers.error(value.name, value.message));
  if (value instanceof Date) return makers.date(value.getTime());
  if (Array.isArray(value)) return copyInto(makers.array(), value);
  return Object.getPrototypeOf(value) === Object.prototype
    ? copyInto(makers.object(), value)
    : link(value, standIn(value));
}

/**
 * The value for which a value of the realm stands, or what stands for it here. It is never looked at by anything but what it was made
 * with: a property of it may be code.
 */
export function fromRealm(value: unknown): unknown {
  if (!isObjectOrFunction(value)) return value;
  const known = outside.get(value);
  if (known !== undefined) return known;
  if (isFunction(value)) {
    const called = (...values: unknown[]): unknown => callInRealm(value, values);
    link(called, value);
    return called;
  }
  if (types.isPromise(value)) {
    return new Promise((resolve, reject) => {
      const resolved = (found: unknown): void => settleWith(resolve, reject, found);
      makers.then(value, resolved, (error) => settleWith(reject, reject, error));
    });
  }
  if (types.isNativeError(value)) return errorFromRealm(value);
  if (types.isDate(value)) return new Date(Date.prototype.getTime.call(value));
  const entries: [string, unknown][] = [];
  makers.each(value, (name, found) => void entries.push([name, fromRealm(found)]));
  return Array.isArray(value) ? entries.map(([, found]) => found) : Object.fromEntries(entries);
}

/** Calls a function of the realm with values of this one. */
function callInRealm(called: unknown, values: readonly unknown[]): unknown {
  let ended: unknown;
  try {
    ended = makers.call(called, values.map(toRealm));
  } catch (error) {
    throw fromRealm(error);
  }
  return fromRealm(ended);
}

/** A handler of the realm, which like Lambda's gets and gives JSON. */
export function handlerFromRealm(handler: unknown): (event: unknown, context: unknown) => Promise<unknown> {
  return (event, context) =>
    new Promise((resolve, reject) => {
      const done = (text: unknown): void => resolve(typeof text === 'string' ? JSON.parse(text) : undefined);
      const failed = (error: unknown): void => settleWith(reject, reject, error);
      makers.invoke(handler, JSON.stringify(event), JSON.stringify(context), done, failed);
    });
}

function calls(called: Callable): Act {
  return (values, isNew) =>
    ended(() => {
      // By an index: what iterates a list of the realm is the realm's.
      const given = new Array<unknown>(values.length);
      for (let index = 0; index < given.length; index += 1) given[index] = fromRealm(values[index]);
      return isNew ? Reflect.construct(called, given) : Reflect.apply(called, undefined, given);
    });
}

type Callable = (...values: unknown[]) => unknown;

function isFunction(value: object): value is Callable {
  return typeof value === 'function';
}

function standIn(object: object): object {
  const methods = new Map<string, unknown>();
  return makers.proxy((values) =>
    ended(() => {
      const name = values[0];
      if (typeof name !== 'string' || name === '__proto__') return undefined;
      const found: unknown = Reflect.get(object, name);
      if (typeof found !== 'function' || types.isProxy(object)) return found;
      if (isOfAllObjects(object, name, found)) return undefined;
      if (!methods.has(name)) methods.set(name, found.bind(object));
      return methods.get(name);
    }),
  );
}

/** Whether a method is one that every object has: some of these change what they are called on. */
function isOfAllObjects(object: object, name: string, method: unknown): boolean {
  let root = object;
  for (let next: unknown = object; isObjectOrFunction(next); next = Object.getPrototypeOf(next)) root = next;
  return root !== object && Reflect.get(root, name) === method;
}

function ended(act: () => unknown): ReturnType<Act> {
  try {
    return { value: toRealm(act()), failed: false };
  } catch (error) {
    return { value: toRealm(error), failed: true };
  }
}

function promiseInRealm(promise: Promise<unknown>): object {
  return makers.promise((resolve, reject) => {
    void promise.then(
      (value) => resolve(toRealm(value)),
      (error: unknown) => reject(toRealm(error)),
    );
  });
}

function settleWith(
  settle: (value: unknown) => void,
  failed: (error: unknown) => void,
  value: unknown,
): void {
  try {
    settle(fromRealm(value));
  } catch (error) {
    failed(error);
  }
}

function errorFromRealm(error: object): Error {
  const [name, message] = ['name', 'message'].map((part) => {
    const found = makers.get(error, part);
    return typeof found === 'string' ? found : 'unknown';
  });
  return Object.assign(new Error(message), { name });
}

/** Notes that the one stands for the other, and returns what belongs to the realm. */
function link(here: object, there: object): object {
  inRealm.set(here, there);
  outside.set(there, here);
  return there;
}

function copyInto(copy: object, of: object): object {
  for (const [name, value] of Object.entries(of)) {
    const descriptor = { value: toRealm(value), writable: true, enumerable: true, configurable: true };
    Object.defineProperty(copy, name, descriptor);
  }
  return copy;
}

function isObjectOrFunction(value: unknown): value is object {
  return (typeof value === 'object' && value !== null) || typeof value === 'function';
}
