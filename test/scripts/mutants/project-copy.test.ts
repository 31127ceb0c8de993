import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ProjectCopy } from '../../../scripts/mutants/project-copy';
import { smallProjects } from './support';

const project = smallProjects()({
  'src/add.ts': 'a + b',
  '.gitignore': 'reports',
  'reports/report.html': 'large',
  'src/reports.ts': 'report',
  '.git/HEAD': 'ref',
});

const inProject = (file: string): string => readFileSync(join(project, file), 'utf8');

describe('a copy of a project', () => {
  it('has its files but not its history and what commands wrote, and its packages by a link', async () => {
    await ProjectCopy.use(project, (copy) => {
      expect(readdirSync(copy.root).sort()).toEqual(['.gitignore', 'node_modules', 'src']);
      expect(readdirSync(join(copy.root, 'src')).sort()).toEqual(['add.ts', 'reports.ts']);
      expect(copy.has('node_modules/jest/package.json')).toBe(true);
      expect(copy.has('src/sum.ts')).toBe(false);
      return Promise.resolve();
    });
  });

  it('holds another text for as long as something is done with it; the project does not', async () => {
    await ProjectCopy.use(project, async (copy) => {
      const during = await copy.with('src/add.ts', 'a - b', () =>
        Promise.resolve([copy.read('src/add.ts'), inProject('src/add.ts')]),
      );
      expect(during).toEqual(['a - b', 'a + b']);
      expect(copy.read('src/add.ts')).toBe('a + b');
    });
  });

  it('has the text back where that fails', async () => {
    await ProjectCopy.use(project, async (copy) => {
      const failing = copy.with('src/add.ts', 'a - b', () => Promise.reject(new Error('no')));
      await expect(failing).rejects.toThrow('no');
      expect(copy.read('src/add.ts')).toBe('a + b');
    });
  });

  it.each([
    ['what was done with it is done', () => Promise.resolve()],
    ['that fails', () => Promise.reject(new Error('no'))],
  ])('is gone when %s, and the project is as it was', async (_when, work) => {
    let folder = '';
    await ProjectCopy.use(project, (copy) => {
      folder = join(copy.root, '..');
      return work();
    }).catch(() => undefined);
    expect(folder).not.toBe('');
    expect(existsSync(folder)).toBe(false);
    expect(inProject('src/add.ts')).toBe('a + b');
    expect(existsSync(join(project, 'node_modules', 'jest'))).toBe(true);
  });
});
