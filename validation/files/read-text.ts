import { isUtf8 } from 'node:buffer';
import { closeSync, constants, fstatSync, openSync, readSync } from 'node:fs';
import { relative } from 'node:path';
import { InvalidFileError } from '../findings/finding';
import { fileRules } from './file-rules';
import type { Rule } from '../findings/rule';
import { limits } from './syntax';

const notRegular = 'is no regular file';

const readErrors: Readonly<Record<string, string>> = {
  EACCES: 'permission denied',
  ELOOP: 'a link that leads to itself',
  ENOENT: 'no such file',
  ENXIO: notRegular,
};

/** A path as findings show it: from the working directory. */
export function shownPath(path: string): string {
  return relative(process.cwd(), path) || path;
}

/** A finding about a file as a whole. */
export function fileError(file: string, { code, severity }: Rule, message: string): InvalidFileError {
  return new InvalidFileError([{ file, line: 1, column: 1, severity, code, path: '', message }]);
}

/**
 * A file's text, and the file's name as it is shown.
 * @throws {InvalidFileError} when it cannot be read, is larger than 256 KB, or is not UTF-8
 */
export function readText(path: string): { readonly file: string; readonly text: string } {
  const file = shownPath(path);
  const bytes = bytesOf(path, file);
  if (bytes.length >= 2 && ['fffe', 'feff'].includes(bytes.toString('hex', 0, 2))) {
    throw fileError(file, fileRules.encoding, 'is UTF-16; save it as UTF-8');
  }
  if (!isUtf8(bytes)) throw fileError(file, fileRules.encoding, 'is not UTF-8; save it as UTF-8');
  if (bytes.includes(0)) {
    throw fileError(file, fileRules.encoding, 'holds NUL bytes: it is UTF-16 or no text; save it as UTF-8');
  }
  return { file, text: bytes.toString('utf8').replace(/^\uFEFF/, '') };
}

/**
 * Not one byte more is read than a file may have, whatever size the file system names. A pipe is opened without waiting for who writes
 * to it, and not read.
 */
function bytesOf(path: string, file: string): Buffer {
  const most = limits.kilobytes * 1024;
  let descriptor: number | undefined;
  try {
    descriptor = openSync(path, constants.O_RDONLY | constants.O_NONBLOCK);
    const stats = fstatSync(descriptor);
    if (!stats.isFile()) throw unreadable(file, stats.isDirectory() ? 'is a folder' : notRegular);
    if (stats.size > most) throw fileError(file, fileRules.tooLarge, `has more than ${limits.kilobytes} KB`);
    return readAtMost(descriptor, stats.size);
  } catch (error) {
    if (error instanceof InvalidFileError) throw error;
    const { code = 'unknown' } = error as NodeJS.ErrnoException;
    throw unreadable(file, readErrors[code] ?? code);
  } finally {
    if (descriptor !== undefined) closeSync(descriptor);
  }
}

function readAtMost(descriptor: number, size: number): Buffer {
  const bytes = Buffer.alloc(size);
  let length = 0;
  for (let count = -1; count !== 0 && length < size; length += count) {
    count = readSync(descriptor, bytes, length, size - length, null);
  }
  return bytes.subarray(0, length);
}

function unreadable(file: string, reason: string): InvalidFileError {
  return fileError(file, fileRules.unreadable, `cannot be read: ${reason}`);
}
