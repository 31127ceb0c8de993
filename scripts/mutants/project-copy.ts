import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';

/** What no test needs: packages, which are linked, the history, and what commands have written. */
const LEFT_OUT = ['node_modules', '.git', '.terraform', 'cdktf.out', 'coverage', 'dist', 'reports'];

/**
 * A copy of the project as it stands on the disk, committed or not, in a temporary folder: nothing that is done to it can reach the
 * project. The packages are linked, not copied.
 */
export class ProjectCopy {
  /** The copy of the project's folder. */
  readonly root: string;
  /** For temporary files of whatever runs in the copy. */
  readonly scratch: string;
  /** For Jest's transformed files: they are of use as long as the copy is there, since Jest goes by their paths. */
  readonly cache: string;

  private constructor(private readonly folder: string) {
    this.root = join(folder, 'project');
    this.scratch = join(folder, 'scratch');
    this.cache = join(folder, 'cache');
  }

  /** Does something with a copy of the project in that folder, and removes the copy, whatever happens. */
  static async use<T>(project: string, work: (copy: ProjectCopy) => Promise<T>): Promise<T> {
    const copy = new ProjectCopy(mkdtempSync(join(realpathSync(tmpdir()), 'mutants-')));
    try {
      copy.fill(project);
      return await work(copy);
    } finally {
      rmSync(copy.folder, { recursive: true, force: true });
    }
  }

  private fill(project: string): void {
    cpSync(project, this.root, {
      recursive: true,
      verbatimSymlinks: true,
      filter: (source) => source === project || !LEFT_OUT.includes(basename(source)),
    });
    symlinkSync(join(realpathSync(project), 'node_modules'), join(this.root, 'node_modules'));
    mkdirSync(this.scratch);
  }

  has(file: string): boolean {
    return existsSync(join(this.root, file));
  }

  read(file: string): string {
    return readFileSync(join(this.root, file), 'utf8');
  }

  /** Does something while a file of the copy holds another text. */
  async with<T>(file: string, text: string, work: () => Promise<T>): Promise<T> {
    const original = this.read(file);
    writeFileSync(join(this.root, file), text);
    try {
      return await work();
    } finally {
      writeFileSync(join(this.root, file), original);
    }
  }
}
