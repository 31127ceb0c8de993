import { mkdirSync, readdirSync, readFileSync, truncateSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Cached, keyOf } from '../../startup/cache';
import { scratchFolder } from '../support/temporary-folder';

const folder = scratchFolder();

function cached(name: string, content: string): Cached {
  return new Cached('kind', keyOf([content]), join(folder, name));
}

describe('what is kept', () => {
  it('is read as it was written', () => {
    const kept = cached('whole', 'a');
    expect(kept.read()).toBeNull();
    expect(kept.write('abc')).toBe(true);
    expect(String(kept.read())).toBe('abc');
  });

  it.each([
    ['cut off', (file: string) => truncateSync(file, 33)],
    ['empty', (file: string) => truncateSync(file)],
    ['written over', (file: string) => writeFileSync(file, readFileSync(file).fill(1, 32, 33))],
  ])('is not read where it is %s, and is then written anew', (how, damage) => {
    const kept = cached(how, 'a');
    kept.write('abc');
    damage(kept.file!);
    expect(kept.read()).toBeNull();
    kept.write('abc');
    expect(String(kept.read())).toBe('abc');
  });

  it('is another for other content, and where the same stands in other parts', () => {
    expect(
      new Set([keyOf(['ab']), keyOf(['a', 'b']), keyOf(['b', 'a']), keyOf(['a', Buffer.from('b')])]).size,
    ).toBe(3);
  });

  it('stays when it has been written, where older ones are from the future', () => {
    const place = join(folder, 'future');
    mkdirSync(place);
    const at = Date.now() / 1000 + 3600;
    for (const name of ['kind-1', 'kind-2', 'kind-3']) {
      writeFileSync(join(place, name), '');
      utimesSync(join(place, name), at, at);
    }
    const kept = cached('future', 'a');
    kept.write('abc');
    expect(String(kept.read())).toBe('abc');
    expect(readdirSync(place)).toHaveLength(2);
  });

  it('goes when two newer ones of its kind are there, and what was left unfinished an hour ago goes too', () => {
    const place = join(folder, 'many');
    mkdirSync(place);
    const aged = (name: string, minutes: number): void => {
      writeFileSync(join(place, name), '');
      const at = Date.now() / 1000 - minutes * 60;
      utimesSync(join(place, name), at, at);
    };
    aged('kind-2', 3);
    aged('kind-3', 2);
    aged('kind-4.1-ab.unfinished', 61);
    aged('kind-5.1-ab.unfinished', 59);
    aged('other-1', 1000);
    const kept = cached('many', 'a');
    kept.write('abc');
    expect(readdirSync(place).sort()).toEqual(
      ['kind-3', 'kind-5.1-ab.unfinished', `kind-${keyOf(['a'])}`, 'other-1'].sort(),
    );
  });
});

describe('nothing is kept, and nothing fails,', () => {
  it('where the folder cannot be made', () => {
    writeFileSync(join(folder, 'file'), '');
    const kept = cached('file', 'a');
    expect([kept.isWritable(), kept.write('abc'), kept.read(), kept.open()]).toEqual([
      false,
      false,
      null,
      null,
    ]);
  });

  it('where the file cannot be put in its place; no draft is left', () => {
    const kept = cached('taken', 'a');
    mkdirSync(kept.file!, { recursive: true });
    expect([kept.write('abc'), kept.read()]).toEqual([false, null]);
    expect(readdirSync(join(folder, 'taken'))).toEqual([`kind-${keyOf(['a'])}`]);
  });

  it('where it is not known from what it was made', () => {
    const kept = new Cached('kind', null, join(folder, 'unknown'));
    expect([kept.isWritable(), kept.write('abc'), kept.read(), kept.open()]).toEqual([
      false,
      false,
      null,
      null,
    ]);
  });
});
