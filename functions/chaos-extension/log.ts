/**
 * What the extension tells: its proxy listens, the runtime has come to it, it did something to an invocation, does nothing
 * any more, or cannot.
 */
type ExtensionEvent = 'listening' | 'attached' | 'injected' | 'expired' | 'problem';

/** Writes one line to the function's log group. */
export type Log = (event: ExtensionEvent, fields?: Readonly<Record<string, unknown>>) => void;

/** Lines of JSON on standard output, which Lambda sends to the function's log group. */
export const consoleLog: Log = (event, fields) => {
  const level = event === 'problem' ? 'warn' : 'info';
  console.log(JSON.stringify({ level, extension: 'chaos-extension', event, ...fields }));
};
