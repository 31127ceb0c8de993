import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { readJournal } from '../../../report/files/read-journal';
import { ReportFolder } from '../../../report/files/report-folder';
import { onAws, running } from '../support/aws-journals';
import { at } from '../support/moments';
import { pageOf } from '../support/drawn';

const START = Date.parse(at(0));

describe('the folder of a game day that is under way', () => {
  let root: string;
  beforeEach(() => {
    root = join(mkdtempSync(join(tmpdir(), 'report-')), 'reports');
  });
  afterEach(() => rmSync(join(root, '..'), { recursive: true, force: true }));

  it('is made before anything starts, named after start and world, and is empty', () => {
    const folder = ReportFolder.create(root, 'aws', START);

    expect(folder.path).toBe(join(root, '2026-11-20T12-00-00Z-aws'));
    expect(readdirSync(folder.path)).toEqual([]);
  });

  it('is never that of another game day', () => {
    const names = [1, 2, 3].map(() => basename(ReportFolder.create(root, 'aws', START).path));

    expect(names).toEqual([
      '2026-11-20T12-00-00Z-aws',
      '2026-11-20T12-00-00Z-aws-2',
      '2026-11-20T12-00-00Z-aws-3',
    ]);
  });

  it('says at once where no report can be written, and what to do', () => {
    writeFileSync(join(root, '..', 'file'), '');

    expect(() => ReportFolder.create('/proc/nope', 'aws', START)).toThrow(
      /^no report can be written into \/proc\/nope: .*name a folder that can be written to \(--reports\)$/,
    );
    expect(() => ReportFolder.create(join(root, '..', 'file'), 'aws', START)).toThrow(/ENOTDIR/);
  });

  it('says at once that a folder is read-only', () => {
    const folder = ReportFolder.create(root, 'aws', START);
    folder.saveJournal(running());
    // Root may write everywhere, so the trial's own file is in the way instead.
    mkdirSync(join(folder.path, '.writable'));
    chmodSync(folder.path, 0o500);
    try {
      expect(() => ReportFolder.of(folder.journalFile)).toThrow(/^no report can be written into .*-aws: /);
    } finally {
      chmodSync(folder.path, 0o700);
    }
  });

  it('holds the journal as it was saved last, and a page that shows it', () => {
    const folder = ReportFolder.create(root, 'aws', START);
    folder.saveJournal(running({ timeline: [] }));
    folder.saveJournal(running());

    expect(readJournal(folder.journalFile)).toEqual(running());
    expect(readFileSync(join(folder.path, 'report.html'), 'utf8')).toBe(pageOf(running()));
    expect(readdirSync(folder.path).sort()).toEqual(['journal.json', 'report.html']);
  });

  it('is made again where somebody has deleted it meanwhile', () => {
    const folder = ReportFolder.create(root, 'aws', START);
    rmSync(root, { recursive: true });
    folder.saveJournal(running());
    expect(readJournal(folder.journalFile)).toEqual(running());
    rmSync(root, { recursive: true });
    folder.finish(onAws());
    expect(readdirSync(folder.path)).toContain('report.md');
  });

  it('holds everything that is drawn once the game day is over', () => {
    const folder = ReportFolder.create(root, 'aws', START);
    folder.saveJournal(running());
    folder.finish(onAws());

    expect(readdirSync(folder.path).sort()).toEqual([
      'dashboard.svg',
      'journal.json',
      'report.html',
      'report.md',
    ]);
    expect(readJournal(folder.journalFile)).toEqual(onAws());
  });

  it('keeps the journal, and draws what it can, when something cannot be drawn', () => {
    const folder = ReportFolder.create(root, 'aws', START);
    const broken = onAws({ dashboard: { ...onAws().dashboard!, panels: [null as never] } });

    expect(() => folder.finish(broken)).toThrow(/is not whole: Cannot (?:read|destructure) propert/);
    expect(JSON.parse(readFileSync(folder.journalFile, 'utf8'))).toEqual(broken);
    expect(readdirSync(folder.path).sort()).toEqual(['journal.json', 'report.md']);
  });

  it('is the same one when the game day is resumed', () => {
    const first = ReportFolder.create(root, 'aws', START);
    first.saveJournal(running());
    const second = ReportFolder.of(first.journalFile);
    second.finish(onAws());

    expect(second.path).toBe(first.path);
    expect(readdirSync(root)).toEqual([basename(first.path)]);
    expect(readJournal(first.journalFile).status).toBe('completed');
  });

  it('goes away again where nothing was started, but never with a journal in it', () => {
    const unused = ReportFolder.create(root, 'aws', START);
    const used = ReportFolder.create(root, 'aws', START);
    used.saveJournal(running());
    unused.discard();
    unused.discard();
    used.discard();

    expect(existsSync(unused.path)).toBe(false);
    expect(existsSync(used.journalFile)).toBe(true);
  });

  it('makes nothing of what a dead runner left half written', () => {
    const folder = ReportFolder.create(root, 'aws', START);
    folder.saveJournal(running());
    const draft = join(folder.path, '.journal.json.new');
    writeFileSync(draft, '{ "schemaVersion": 1, "wor');

    expect(readJournal(folder.journalFile)).toEqual(running());
    ReportFolder.of(folder.journalFile).saveJournal(onAws());
    expect(readJournal(folder.journalFile)).toEqual(onAws());
    expect(existsSync(draft)).toBe(false);
  });

  it('writes to no other file that somebody has put a link to in its place', () => {
    const folder = ReportFolder.create(root, 'aws', START);
    const other = join(root, 'other');
    writeFileSync(other, 'theirs');
    for (const name of ['.journal.json.new', 'journal.json']) symlinkSync(other, join(folder.path, name));

    folder.saveJournal(running());

    expect(readFileSync(other, 'utf8')).toBe('theirs');
    expect(readJournal(folder.journalFile)).toEqual(running());
  });

  it('holds a whole journal whenever its runner is killed', () => {
    const script = join(root, '..', 'runner.cjs');
    writeFileSync(script, runnerThatDies(root));
    for (const afterMs of [55, 60, 64, 69, 73]) {
      const { signal, stderr } = spawnSync(process.execPath, [script, String(afterMs)], { encoding: 'utf8' });
      expect({ signal, stderr }).toEqual({ signal: 'SIGKILL', stderr: '' });
    }
    const folders = readdirSync(root);

    expect(folders).toHaveLength(5);
    for (const name of folders) {
      expect(readJournal(join(root, name, 'journal.json'))).toMatchObject({ status: 'running' });
    }
  });
});

/** A program that saves journals, long and short ones in turn, until a thread of its own kills it in the middle of whatever it does. */
function runnerThatDies(root: string): string {
  const project = join(__dirname, '..', '..', '..');
  const inProject = (...parts: string[]): string => JSON.stringify(join(project, ...parts));
  return `
require(${inProject('node_modules', 'tsx', 'dist', 'cjs', 'index.cjs')});
const { Worker } = require('node:worker_threads');
const { ReportFolder } = require(${inProject('report', 'files', 'report-folder.ts')});
const { running } = require(${inProject('test', 'report', 'support', 'aws-journals.ts')});
const folder = ReportFolder.create(${JSON.stringify(root)}, 'aws', ${START});
folder.saveJournal(running());
const killer = "setTimeout(() => process.kill(process.pid, 'SIGKILL'), Number(process.argv[2]))";
new Worker(killer, { eval: true, argv: [process.argv[2]] }).on('online', () => {
  for (let save = 0; ; save += 1) folder.saveJournal(running({ reason: 'x'.repeat(save % 2 === 0 ? 10 : 400_000) }));
});
`;
}
