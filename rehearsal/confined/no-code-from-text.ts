function refuse(): never {
  throw new EvalError('code from outside makes no code of text');
}

/**
 * Takes away what makes code of text: `eval`, and the constructors of functions, which every function of this realm leads to. What Ajv
 * makes of schemas must have been made before.
 */
export function forbidCodeFromText(): void {
  const kinds = [
    () => undefined,
    async () => Promise.resolve(),
    function* () {
      yield undefined;
    },
    async function* () {
      yield Promise.resolve();
    },
  ];
  for (const kind of kinds) {
    const prototype = Object.getPrototypeOf(kind) as object;
    Object.defineProperty(prototype, 'constructor', { value: refuse, writable: false, configurable: false });
  }
  // `instanceof Function` goes on to work.
  refuse.prototype = Function.prototype;
  for (const name of ['eval', 'Function']) {
    Object.defineProperty(globalThis, name, { value: refuse, writable: false, configurable: false });
  }
}
