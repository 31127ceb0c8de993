// @ts-check
// What takes long to make and follows from what stands in the project: kept in node_modules, told by a hash of all that it was made from.
// Nothing needs it to be there: what cannot be read or written is made again, or done without.
const { createHash, randomBytes } = require('node:crypto');
const fs = require('node:fs');
const { join } = require('node:path');

const FOLDER = join(__dirname, '..', 'node_modules', '.cache', 'multi-region-chaos-lab');

/** So many of a kind are kept: those of two branches between which somebody goes back and forth. */
const KEPT = 2;

/** What a process that died was writing. */
const UNFINISHED = '.unfinished';
const UNFINISHED_FOR_MS = 60 * 60 * 1000;

/** Bytes of SHA-256, which precede what they are of. */
const SUM_LENGTH = 32;

/**
 * The name of what was made from that: no other content has the same.
 * @param {readonly (string | Uint8Array)[]} parts
 * @returns {string}
 */
function keyOf(parts) {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(`${Buffer.byteLength(part)}\n`).update(part);
  return hash.digest('hex').slice(0, 40);
}

/** Something that is kept. */
class Cached {
  /**
   * @param {string} kind such as `python`; of each kind the newest few are kept
   * @param {string | null} key see {@link keyOf}; null where nothing is to be kept
   * @param {string} folder where
   */
  constructor(kind, key, folder = FOLDER) {
    this.kind = kind;
    this.key = key;
    this.folder = folder;
    this.file = key === null ? null : join(folder, `${kind}-${key}`);
  }

  /**
   * What is kept with it, of another kind.
   * @param {string} kind
   */
  beside(kind) {
    return new Cached(`${this.kind}.${kind}`, this.key, this.folder);
  }

  /**
   * What was written; null where nothing was, or what stands there is damaged.
   * @returns {Buffer | null}
   */
  read() {
    if (this.file === null) return null;
    try {
      return whole(fs.readFileSync(this.file));
    } catch {
      return null;
    }
  }

  /**
   * The file, opened for reading, as {@link whole} takes it; null where there is none. Whoever opens it closes it.
   * @returns {number | null}
   */
  open() {
    if (this.file === null) return null;
    try {
      return fs.openSync(this.file, 'r');
    } catch {
      return null;
    }
  }

  /** Whether it is worth making: what cannot be written would be made at every start. */
  isWritable() {
    if (this.file === null) return false;
    try {
      fs.mkdirSync(this.folder, { recursive: true });
      fs.accessSync(this.folder, fs.constants.W_OK);
      return true;
    } catch {
      return false;
    }
  }

  /**
   * Others see all of it or nothing.
   * @param {string | Uint8Array} content
   * @returns {boolean} whether it is there now
   */
  write(content) {
    if (this.file === null || !this.isWritable()) return false;
    const draft = `${this.file}.${process.pid}-${randomBytes(4).toString('hex')}${UNFINISHED}`;
    try {
      fs.writeFileSync(draft, withSum(content), { flag: 'wx' });
      fs.renameSync(draft, this.file);
    } catch {
      removeIfThere(draft);
      return false;
    }
    this.#removeOlder(this.file);
    return true;
  }

  /**
   * Writes what was made, where it can be kept, and returns it.
   * @template {string | Uint8Array} T
   * @param {T} content
   * @returns {T}
   */
  written(content) {
    this.write(content);
    return content;
  }

  /**
   * However old it says that it is, where a clock was put back, what has just been written stays.
   * @param {string} written
   */
  #removeOlder(written) {
    const now = Date.now();
    const files = filesBelow(this.folder).filter(
      ({ name, path }) => name.startsWith(`${this.kind}-`) && path !== written,
    );
    const unfinished = files.filter(({ name }) => name.endsWith(UNFINISHED));
    const finished = files.filter((file) => !unfinished.includes(file)).sort((a, b) => b.mtimeMs - a.mtimeMs);
    const left = unfinished.filter(({ mtimeMs }) => now - mtimeMs > UNFINISHED_FOR_MS);
    for (const { path } of [...finished.slice(KEPT - 1), ...left]) removeIfThere(path);
  }
}

/**
 * @param {string} folder
 * @returns {{ name: string, path: string, mtimeMs: number }[]}
 */
function filesBelow(folder) {
  try {
    return fs.readdirSync(folder).flatMap((name) => {
      const path = join(folder, name);
      const mtimeMs = fs.statSync(path, { throwIfNoEntry: false })?.mtimeMs;
      return mtimeMs === undefined ? [] : [{ name, path, mtimeMs }];
    });
  } catch {
    return [];
  }
}

/** @param {string} path */
function removeIfThere(path) {
  try {
    fs.rmSync(path, { force: true });
  } catch {
    // Whoever writes next tries again.
  }
}

/** @param {string | Uint8Array} content */
function withSum(content) {
  const bytes = Buffer.from(content);
  return Buffer.concat([sumOf(bytes), bytes]);
}

/**
 * The content of a file of the cache; null where it is damaged.
 * @param {Buffer} file
 * @returns {Buffer | null}
 */
function whole(file) {
  const content = file.subarray(SUM_LENGTH);
  return sumOf(content).equals(file.subarray(0, SUM_LENGTH)) ? content : null;
}

/** @param {Uint8Array} bytes */
function sumOf(bytes) {
  return createHash('sha256').update(bytes).digest();
}

module.exports = { Cached, keyOf };
