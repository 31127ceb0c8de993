import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { writeReport } from '../../../report/files/write-report';
import { held, refuted } from '../support/journals';
import { dashboardOf, markdownOf, pageOf } from '../support/drawn';

describe('writing a report', () => {
  let root: string;
  beforeEach(() => {
    root = join(mkdtempSync(join(tmpdir(), 'report-')), 'reports');
  });
  afterEach(() => rmSync(join(root, '..'), { recursive: true, force: true }));

  it('makes a directory named after start, world and verdict, with the journal and all that is drawn from it', () => {
    const directory = writeReport(held(), root);

    expect(directory).toBe(join(root, '2026-11-20T12-00-00Z-rehearsal-held'));
    expect(readdirSync(directory).sort()).toEqual([
      'dashboard.svg',
      'journal.json',
      'report.html',
      'report.md',
    ]);
    expect(readFileSync(join(directory, 'journal.json'), 'utf8')).toBe(
      `${JSON.stringify(held(), null, 2)}\n`,
    );
    expect(readFileSync(join(directory, 'dashboard.svg'), 'utf8')).toBe(dashboardOf(held()));
    expect(readFileSync(join(directory, 'report.html'), 'utf8')).toBe(pageOf(held()));
    expect(readFileSync(join(directory, 'report.md'), 'utf8')).toBe(markdownOf(held()));
  });

  it('makes the folders above it, and ends with an error where one cannot be made', () => {
    const deep = join(root, 'not', 'yet');
    expect(writeReport(held(), deep)).toContain(deep);
    expect(() => writeReport(held(), '/proc/nope')).toThrow(
      /^the report could not be written into \/proc\/nope, and the result stands above alone: ENOENT/,
    );
  });

  it('leaves nothing else behind, and a directory that others may read', () => {
    const directory = writeReport(refuted(), root);

    expect(readdirSync(root)).toEqual(['2026-11-20T12-00-00Z-rehearsal-refuted']);
    expect(statSync(directory).mode & 0o700).toBe(0o700);
    expect(statSync(directory).mode & 0o077).toBe(statSync(root).mode & 0o077);
  });

  it('puts the report of the same journal in the place of the earlier one', () => {
    const directory = writeReport(held(), root);
    writeFileSync(join(directory, 'report.html'), 'old');

    expect(writeReport(held(), root)).toBe(directory);
    expect(readdirSync(root)).toEqual([basename(directory)]);
    expect(readFileSync(join(directory, 'report.html'), 'utf8')).toBe(pageOf(held()));
  });

  it('never overwrites the report of another journal', () => {
    const other = held({ customers: {} });
    const first = writeReport(held(), root);

    expect(basename(writeReport(other, root))).toBe('2026-11-20T12-00-00Z-rehearsal-held-2');
    expect(basename(writeReport(held({ checks: [] }), root))).toBe('2026-11-20T12-00-00Z-rehearsal-held-3');
    expect(basename(writeReport(other, root))).toBe('2026-11-20T12-00-00Z-rehearsal-held-2');
    expect(readFileSync(join(first, 'journal.json'), 'utf8')).toBe(`${JSON.stringify(held(), null, 2)}\n`);
  });

  it('does not touch a directory of that name that is no report', () => {
    mkdirSync(join(root, '2026-11-20T12-00-00Z-rehearsal-held'), { recursive: true });

    expect(basename(writeReport(held(), root))).toBe('2026-11-20T12-00-00Z-rehearsal-held-2');
    expect(readdirSync(join(root, '2026-11-20T12-00-00Z-rehearsal-held'))).toEqual([]);
  });

  it('leaves nothing behind when the report cannot be drawn', () => {
    const broken = held({ customers: undefined as never });

    expect(() => writeReport(broken, root)).toThrow(TypeError);
    expect(readdirSync(root)).toEqual([]);
  });
});
