import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Journal } from '../../../experiment/journal/journal';
import { findJournals, readJournal } from '../../../report/files/read-journal';
import { onAws } from '../support/aws-journals';
import { held } from '../support/journals';

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'journals-'));
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

/** Writes a journal, or what looks like one, into a folder of its own; `minute` is when. */
function write(name: string, content: Journal | string, minute = 0): string {
  const file = join(root, name, 'journal.json');
  mkdirSync(join(root, name));
  writeFileSync(file, typeof content === 'string' ? content : JSON.stringify(content));
  const written = new Date(Date.UTC(2026, 10, 20, 12, minute));
  utimesSync(file, written, written);
  return file;
}

describe('reading a journal', () => {
  it('gives back what was written', () => {
    expect(readJournal(write('one', onAws()))).toEqual(onAws());
  });

  it('reads an older one, which does not say whether the fault struck, nor what it was', () => {
    const old = held({ inEffect: undefined, fault: undefined });
    expect(readJournal(write('old', old))).toEqual(JSON.parse(JSON.stringify(old)));
  });

  it.each([
    [
      '{ "schemaVersion": 1, "wor',
      /journal\.json:1 cannot be read as a journal: it is not JSON: the file ends too soon$/,
    ],
    ['[]', /journal\.json:1 is no journal of this lab: it is not an object$/],
    ['null', /it is not an object$/],
    ['{}', /schemaVersion: is missing, and should be 1$/],
    ['{"schemaVersion": 2}', /schemaVersion: is 2, and should be 1$/],
    [
      '{"schemaVersion": 1}',
      /writtenAt: is missing; when this version of the journal was written; \d+ more of it are wrong$/,
    ],
    [JSON.stringify({ ...held(), checks: {} }), /checks: {} is an object; use an array$/],
    [JSON.stringify({ ...held(), denied: {} }), /denied: {} is an object; use an array$/],
    [JSON.stringify({ ...held(), inEffect: 'struck' }), /inEffect: "struck" is a string; use an array$/],
    [JSON.stringify({ ...held(), deployment: undefined }), /deployment: is missing; the deployed lab$/],
  ])('says why it is none (%#)', (text, message) => {
    const file = write('bad', text);

    expect(() => readJournal(file)).toThrow(message);
    expect(() => readJournal(file)).toThrow(file);
  });

  it('names the line, and the value, of what is wrong deep inside, and how much else is', () => {
    const { snapshots, ...journal } = onAws();
    const [first, second] = snapshots;
    const damaged = { ...journal, snapshots: [first, { ...second, layers: null, aliasVersion: 7 }] };
    const text = JSON.stringify(damaged, null, 2);
    const line = text.split('\n').findIndex((one) => one.includes('"layers": null')) + 1;
    expect(() => readJournal(write('deep', text))).toThrow(
      `journal.json:${line} is no journal of this lab: snapshots[1].layers: is null; use an array; 1 more of it is wrong`,
    );
  });

  it('says that a file is missing', () => {
    expect(() => readJournal(join(root, 'none.json'))).toThrow(
      /none\.json cannot be read as a journal: .*ENOENT/,
    );
  });
});

describe('finding journals', () => {
  it('finds none where there is no folder', () => {
    expect(findJournals(join(root, 'nowhere'))).toEqual([]);
  });

  it('lists them from the one written last, whatever their virtual time says', () => {
    write('2026-a', held(), 1);
    write('2026-c', held({ status: 'stopped' }), 3);
    write('2026-b', onAws(), 2);

    expect(findJournals(root).map(({ file }) => file)).toEqual(
      ['2026-c', '2026-b', '2026-a'].map((name) => join(root, name, 'journal.json')),
    );
    expect(findJournals(root)[1]?.journal).toEqual(onAws());
  });

  it('skips what is none, and says why', () => {
    const skipped: [string, string][] = [];
    const good = write('good', held());
    const bad = write('bad', '{');
    mkdirSync(join(root, 'empty'));
    write('.report-x', held());
    writeFileSync(join(root, 'notes.txt'), '');

    expect(
      findJournals(root, (file, reason) => skipped.push([file, reason])).map(({ file }) => file),
    ).toEqual([good]);
    expect(skipped).toEqual([[bad, expect.stringMatching(/it is not JSON/)]]);
  });

  it('ignores the draft of a journal that a dead runner left behind', () => {
    const file = write('dead', onAws());
    writeFileSync(join(root, 'dead', '.journal.json.new'), '{ "schema');
    mkdirSync(join(root, 'younger'));
    writeFileSync(join(root, 'younger', '.journal.json.new'), '{ "schema');

    expect(findJournals(root)).toEqual([{ file, journal: onAws() }]);
  });
});
