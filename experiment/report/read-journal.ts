import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Journal } from '../journal';
import { messageOf } from '../message-of';
import { JOURNAL_FILE } from './write-report';

/** A journal and the file that it was read from. */
export interface FoundJournal {
  readonly file: string;
  readonly journal: Journal;
}

/** The version of the journal that this lab writes and reads. */
const SCHEMA_VERSION: Journal['schemaVersion'] = 1;

type Kind = 'a text' | 'a list' | 'an object';

/** What a journal must have; the reports draw from nothing else, and may rely on the type's word for what is inside. */
const PARTS: Readonly<Record<string, Kind>> = {
  ...{ world: 'a text', status: 'a text', verdict: 'a text', writtenAt: 'a text' },
  ...{ hypothesis: 'an object', deployment: 'an object', experiment: 'an object', times: 'an object' },
  ...{ customers: 'an object', restored: 'an object' },
  ...{ checks: 'a list', timeline: 'a list', preflight: 'a list', snapshots: 'a list', diagnosis: 'a list' },
};

/** What a journal of an earlier version lacks. */
const LATER_PARTS: Readonly<Record<string, Kind>> = {
  ...{ denied: 'a list', fault: 'an object', inEffect: 'a list' },
};

/**
 * Reads a journal from its file.
 * @throws {Error} that names the file and says why it is no journal of this version of the lab
 */
export function readJournal(file: string): Journal {
  let value: unknown;
  try {
    value = JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    const what = error instanceof SyntaxError ? `it is not JSON: ${error.message}` : messageOf(error);
    throw new Error(`${file} cannot be read as a journal: ${what}`, { cause: error });
  }
  const fault = faultOf(value);
  if (fault !== null) throw new Error(`${file} is no journal of this lab: ${fault}`);
  return value as Journal;
}

/**
 * All journals below a folder of reports, the last written first. A folder that is missing has none.
 * @param skipped is told of each journal that cannot be read, and why
 */
export function findJournals(
  reports: string,
  skipped: (file: string, reason: string) => void = () => undefined,
): FoundJournal[] {
  const folders = existsSync(reports) ? readdirSync(reports, { withFileTypes: true }) : [];
  return (
    folders
      // Hidden folders are reports in the making.
      .filter((entry) => !entry.name.startsWith('.'))
      .map(({ name }) => join(reports, name, JOURNAL_FILE))
      .filter((file) => existsSync(file))
      // A rehearsal's own time is virtual: what was last is for the file to say.
      .map((file) => ({ file, writtenMs: statSync(file).mtimeMs }))
      .sort((one, other) => other.writtenMs - one.writtenMs || (one.file < other.file ? 1 : -1))
      .flatMap(({ file }) => {
        try {
          return [{ file, journal: readJournal(file) }];
        } catch (error) {
          skipped(file, messageOf(error));
          return [];
        }
      })
  );
}

/** What is wrong with a value that should be a journal; null where nothing is. */
function faultOf(value: unknown): string | null {
  if (!isKind(value, 'an object')) return 'it is not an object';
  const journal = value as Readonly<Record<string, unknown>>;
  if (journal.schemaVersion !== SCHEMA_VERSION) {
    const found = journal.schemaVersion === undefined ? 'missing' : JSON.stringify(journal.schemaVersion);
    return `its schemaVersion is ${found}, and should be ${SCHEMA_VERSION}`;
  }
  const later = Object.entries(LATER_PARTS).filter(([name]) => journal[name] !== undefined);
  const wrong = [...Object.entries(PARTS), ...later].find(([name, kind]) => !isKind(journal[name], kind));
  if (wrong === undefined) return null;
  const [name, kind] = wrong;
  return journal[name] === undefined
    ? `it has no ${name}: was it written by another version of the lab?`
    : `its ${name} should be ${kind}`;
}

function isKind(value: unknown, kind: Kind): boolean {
  if (kind === 'a text') return typeof value === 'string';
  if (kind === 'a list') return Array.isArray(value);
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
