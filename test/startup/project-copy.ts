import { cpSync, existsSync, mkdirSync, readdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';

const PROJECT = join(__dirname, '..', '..');

/** What the commands are made from. */
const PARTS = [
  'documents',
  'experiment',
  'functions',
  'hypotheses',
  'lab.config.json',
  'main.ts',
  'modules',
  'package.json',
  'package-lock.json',
  'rehearsal',
  'report',
  'schemas',
  'scripts',
  'startup',
  'templates',
  'terraform',
  'tsconfig.json',
  'validation',
];

/** Makes a copy of the project, with the same packages, but a cache of its own, which is empty. */
export function copyProject(folder: string): string {
  mkdirSync(join(folder, 'node_modules'), { recursive: true });
  for (const part of PARTS) cpSync(join(PROJECT, part), join(folder, part), { recursive: true });
  for (const name of readdirSync(join(PROJECT, 'node_modules')).filter((each) => each !== '.cache'))
    symlinkSync(join(PROJECT, 'node_modules', name), join(folder, 'node_modules', name));
  return folder;
}

/** Where that copy keeps what it has made. */
function cacheOf(project: string): string {
  return join(project, 'node_modules', '.cache', 'multi-region-chaos-lab');
}

/** The paths of what is kept there of a kind. */
export function keptIn(project: string, kind: string): string[] {
  const folder = cacheOf(project);
  const names = existsSync(folder) ? readdirSync(folder) : [];
  return names.filter((name) => name.startsWith(`${kind}-`)).map((name) => join(folder, name));
}
