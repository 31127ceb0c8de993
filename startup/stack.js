// @ts-check
const { SourceMap } = require('node:module');
const { join, resolve } = require('node:path');

const PROJECT = join(__dirname, '..');

/**
 * Lets the stack traces of errors say where a line of a bundle comes from. Its map is read when the first is asked for.
 * @param {string} bundle its name in stack traces
 * @param {() => Buffer | null} read gives its source map
 */
function nameSources(bundle, read) {
  /** @type {SourceMap | null | undefined} */
  let map;
  /** @param {NodeJS.CallSite} frame */
  const named = (frame) => {
    const text = String(frame);
    if (frame.getFileName() !== bundle) return text;
    if (map === undefined) map = parsed(read());
    const [line, column] = [frame.getLineNumber() ?? 1, frame.getColumnNumber() ?? 1];
    const entry = map?.findEntry(line - 1, column - 1);
    if (entry === undefined || !('originalSource' in entry)) return text;
    const { originalSource, originalLine, originalColumn } = entry;
    const place = `${resolve(PROJECT, originalSource)}:${originalLine + 1}:${originalColumn + 1}`;
    return text.replace(`${bundle}:${line}:${column}`, () => place);
  };
  Error.prepareStackTrace = (error, frames) => {
    // CDKTF notes down, for whatever it makes, by whom: it is no error, and nobody reads it.
    const shown = error instanceof Error ? named : String;
    return [String(error), ...frames.map((frame) => `    at ${shown(frame)}`)].join('\n');
  };
}

/**
 * @param {Buffer | null} text
 * @returns {SourceMap | null}
 */
function parsed(text) {
  try {
    return text === null ? null : new SourceMap(JSON.parse(String(text)));
  } catch {
    return null;
  }
}

module.exports = { nameSources };
