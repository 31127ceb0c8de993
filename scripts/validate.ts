import { existsSync, readdirSync } from 'node:fs';
import { join, relative } from 'node:path';
import { Command } from 'commander';
import { validateFile } from '../schemas/file-kinds';
import { type Finding, InvalidFileError } from '../schemas/finding';
import { exitCodes, runProcess } from './command-line';

const program = new Command('validate')
  .usage('[options] [files...]')
  .description('Checks hand-authored files: the lab configuration, SSM documents, FIS templates, hypotheses.')
  .argument('[files...]', 'by default lab.config.json and all in documents/, templates/ and hypotheses/')
  .option('--json', 'print the files and the findings as JSON, and nothing else')
  .addHelpText(
    'after',
    `
Each file's kind is told by its content. Exit codes: 0 all is well, 2 something is not.

Examples:
  npm run validate
  npm run validate documents/chaos-extension.yaml
  npm run --silent validate -- --json`,
  )
  .action((files: readonly string[], { json = false }: { readonly json?: boolean }) => {
    validate(files.length > 0 ? files : labFiles(), json);
  });

function validate(files: readonly string[], json: boolean): void {
  const findings: Finding[] = [];
  const checked: { readonly file: string; readonly kind: string | null; readonly ok: boolean }[] = [];
  for (const path of files) {
    const file = relative(process.cwd(), path) || path;
    try {
      checked.push({ file, kind: validateFile(path), ok: true });
    } catch (error) {
      if (!(error instanceof InvalidFileError)) throw error;
      checked.push({ file, kind: null, ok: false });
      findings.push(...error.findings);
    }
  }
  if (json) {
    process.stdout.write(`${JSON.stringify({ files: checked, findings }, null, 2)}\n`);
    process.exitCode = findings.length === 0 ? exitCodes.success : exitCodes.usage;
    return;
  }
  for (const { file, ok } of checked) if (ok) process.stdout.write(`${file}: ok\n`);
  if (findings.length > 0) throw new InvalidFileError(findings);
}

/** All that a lab is made of. The lab configuration is named even where it is missing, so that its absence is found. */
function labFiles(): string[] {
  return [
    'lab.config.json',
    ...filesIn('documents', /\.(ya?ml|json)$/),
    ...filesIn('templates', /\.json$/),
    ...filesIn('hypotheses', /\.json$/),
  ];
}

function filesIn(folder: string, name: RegExp): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((entry) => name.test(entry))
    .sort()
    .map((entry) => join(folder, entry));
}

void runProcess(program);
