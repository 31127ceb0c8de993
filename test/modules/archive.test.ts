import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import Module from 'node:module';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { pathToFileURL } from 'node:url';

import { buildFunctionArchive, buildLayerArchive } from '../../modules/archive';
import { readZip } from '../functions/unzip';

const PROJECT = join(__dirname, '..', '..');
const ARCHIVE = join(PROJECT, 'modules', 'archive.ts');
const TSX = pathToFileURL(require.resolve('tsx')).href;
const NAMES = ['hello', 'health', 'load-gen'] as const;

describe('the archives of the functions', () => {
  let directory: string;

  beforeEach(() => {
    directory = mkdtempSync(join(tmpdir(), 'archive-'));
  });

  afterEach(() => {
    rmSync(directory, { recursive: true });
  });

  it('are the same bytes in any folder, time zone and year, so that a plan shows real changes only', () => {
    const build = (folder: string, zone: string, now: string): string[] => {
      mkdirSync(folder, { recursive: true });
      // A process of its own: the time zone of a running one is settled.
      const script = `
        const now = Date.parse('${now}');
        globalThis.Date = class extends Date {
          constructor(...given) { given.length === 0 ? super(now) : super(...given); }
          static now() { return now; }
        };
        const { buildFunctionArchive, buildLayerArchive } = require(${JSON.stringify(ARCHIVE)});
        for (const name of ${JSON.stringify(NAMES)}) buildFunctionArchive(name, '.');
        buildLayerArchive('.');
        process.stdout.write(String(new Date(0).getTimezoneOffset()));`;
      const offset = execFileSync(process.execPath, ['--import', TSX, '-e', script], {
        cwd: folder,
        env: { ...process.env, TZ: zone },
        encoding: 'utf8',
      });
      const files = [...NAMES, 'chaos-extension'].map((name) => readFileSync(join(folder, `${name}.zip`)));
      return [offset, ...files.map((bytes) => createHash('sha256').update(bytes).digest('hex'))];
    };

    const [offsetHere, ...here] = build(
      join(directory, 'here'),
      'Pacific/Kiritimati',
      '2026-11-20T12:00:00Z',
    );
    const [offsetThere, ...there] = build(
      join(directory, 'far', 'there'),
      'America/St_Johns',
      '2031-03-09T07:30:00Z',
    );

    expect([offsetHere, offsetThere]).toEqual(['640', '210']);
    expect(there).toEqual(here);
    expect(new Set(here).size).toBe(4);
  });

  it('do not name the folder they were built in', () => {
    for (const { text } of readZip(buildLayerArchive(directory)).values()) {
      expect(text).not.toContain(PROJECT);
    }
  });

  it('are written into a folder that need not exist, and their paths returned', () => {
    const folder = join(directory, 'assets', 'new');

    expect(buildFunctionArchive('load-gen', folder)).toBe(join(folder, 'load-gen.zip'));
    expect(basename(buildLayerArchive(folder))).toBe('chaos-extension.zip');
  });

  it.each(NAMES)('hold for %s one file, whose handler loads and brings no AWS SDK along', (name) => {
    const files = readZip(buildFunctionArchive(name, directory));
    expect([...files.keys()]).toEqual(['index.js']);

    const text = files.get('index.js')?.text ?? '';
    const bundle = new Module('bundle') as Module & { _compile(code: string, file: string): void };
    bundle.paths = [join(PROJECT, 'node_modules')];
    bundle._compile(text, join(directory, 'index.js'));

    expect(bundle.exports).toEqual({ handler: expect.any(Function) as unknown });
    expect(text.length).toBeLessThan(20_000);
  });

  it('hold for the layer the programs as executables, and the bundle beside them', () => {
    const files = readZip(buildLayerArchive(directory));

    expect([...files].map(([name, { mode }]) => [name, mode])).toEqual([
      ['bootstrap', 0o100755],
      ['extensions/chaos-extension', 0o100755],
      ['chaos-extension/runtime', 0o100755],
      ['chaos-extension/common.sh', 0o100644],
      ['chaos-extension/index.js', 0o100644],
    ]);
    for (const name of ['bootstrap', 'extensions/chaos-extension', 'chaos-extension/runtime']) {
      expect(files.get(name)?.text).toMatch(/^#!\/bin\/bash\n/);
    }
  });
});
