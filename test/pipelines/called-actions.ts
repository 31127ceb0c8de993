import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { PROJECT } from './workflow-files';

/** The name in IAM of what the SDK's clients are called, where it is another. */
const PREFIXES: Readonly<Record<string, string>> = { 'route-53': 'route53' };

/** Operations whose permission has another name, or that need none (service authorization reference, Lambda and STS). */
const PERMISSIONS: Readonly<Record<string, readonly string[] | undefined>> = {
  'lambda:Invoke': ['lambda:InvokeFunction'],
  // It tags what it starts (FIS user guide, "Tag your resources"; AWS' own AWSResilienceHubResilienceTestingPolicy allows both alike).
  'fis:StartExperiment': ['fis:StartExperiment', 'fis:TagResource'],
  'sts:GetCallerIdentity': [],
};

/** The TypeScript files of these folders, from the project's root; without the benchmark's. */
export function filesBelow(...folders: readonly string[]): readonly string[] {
  const paths = folders.flatMap((folder) =>
    readdirSync(join(PROJECT, folder), { recursive: true, encoding: 'utf8' }).map((path) =>
      join(folder, path),
    ),
  );
  return paths.filter((path) => path.endsWith('.ts') && !path.startsWith(join('scripts', 'bench')));
}

/** A file and all that it imports, directly or not, for more than its types. */
export function importedBy(file: string, known = new Set<string>()): readonly string[] {
  if (known.has(file)) return [];
  known.add(file);
  const text = readFileSync(join(PROJECT, file), 'utf8');
  const imports = [...text.matchAll(/(?:import|export) (?!type )[^;]*? from '(\.[^']+)'/g)].map(
    ([, path = '']) => `${join(dirname(file), path)}.ts`,
  );
  for (const path of imports) if (existsSync(join(PROJECT, path))) importedBy(path, known);
  return [...known];
}

/** What the files import to call AWS with, as the permissions that it takes. */
export function calledActions(files: readonly string[]): readonly string[] {
  const called = files.flatMap((path) => {
    const text = readFileSync(join(PROJECT, path), 'utf8');
    const imported = [
      ...text.matchAll(/import (?:type )?\{([^}]+)\} from '@aws-sdk\/client-([\w-]+)'/g),
    ].flatMap(([, names = '', client = '']) =>
      [...names.matchAll(/\b(\w+)Command\b/g)].map(
        ([, operation]) => `${PREFIXES[client] ?? client}:${operation}`,
      ),
    );
    // Commands that the SDK's client lacks are made as it makes its own: `.n('FisClient', 'GetSafetyLeverCommand')`.
    const own = [...text.matchAll(/\.n\('(\w+)Client', '(\w+)Command'\)/g)].map(
      ([, client = '', operation = '']) => `${client.toLowerCase()}:${operation}`,
    );
    return [...imported, ...own];
  });
  return [...new Set(called.flatMap((operation) => PERMISSIONS[operation] ?? [operation]))].sort();
}
