import { Command, Option } from 'commander';
import { explain } from '../validation/messages/explain';
import { forGithub } from '../validation/messages/for-github';
import { forPeople } from '../validation/messages/for-people';
import { validationPage } from '../validation/messages/page';
import { probesPage } from '../validation/messages/probes-page';
import { allRules } from '../validation/findings/catalogue';
import { choiceAdvice } from '../validation/suggestion';
import { type Validation, type WantedFile, validateFiles } from '../validation/validate-files';
import { filesOf } from '../validation/wanted-files';
import { faultKindsPage } from './pages/fault-kinds';
import { fisActionsPage } from './pages/fis-actions';
import { colorsFor } from './command-line/colors';
import { exitCodes, runProcess, UsageError } from './command-line/command-line';
import { addHelpAfter } from './command-line/help';

interface Options {
  readonly json?: boolean;
  readonly format: 'people' | 'json' | 'github';
  readonly quiet?: boolean;
  /** False with --no-color. */
  readonly color: boolean;
  readonly explain?: string;
  readonly page?: keyof typeof PAGES;
}

/** All that a lab is made of. A folder that is not there holds no files; a configuration that is not there is an error. */
const labFiles = ['lab.config.json', 'documents', 'templates', 'hypotheses'];

/** The pages of `docs/` that are made from the tables of the code. */
const PAGES = {
  validation: validationPage,
  probes: probesPage,
  'fault-kinds': faultKindsPage,
  'fis-actions': fisActionsPage,
} as const;

const program = new Command('validate')
  .usage('[options] [files or folders...]')
  .description(
    'Checks SSM Automation documents, FIS experiment templates, hypotheses and lab configurations, and says what would be right.',
  )
  .argument('[files...]', `files, and folders with all below them; by default ${labFiles.join(', ')}`)
  .addOption(
    new Option('--format <name>', 'for people, as JSON, or as annotations of a pull request')
      .choices(['people', 'json', 'github'])
      .default('people'),
  )
  .option('--json', 'the same as --format json')
  .option('--explain <code>', 'say what a code means, with a wrong and a right example, and stop')
  .option('--quiet', 'nothing but the findings')
  .option('--no-color', 'no colours')
  .addOption(new Option('--page <name>', 'print a page of docs/').choices(Object.keys(PAGES)).hideHelp())
  .action((paths: readonly string[], options: Options) => {
    if (options.page !== undefined) process.stdout.write(PAGES[options.page]());
    else if (options.explain === undefined) validate(wantedFiles(paths), options);
    else process.stdout.write(explain(ruleOf(options.explain), colorsFor(process.stdout, options)));
  });

function validate(wanted: readonly WantedFile[], options: Options): void {
  const validation = validateFiles(wanted);
  process.stdout.write(rendered(validation, options));
  process.exitCode = validation.files.every(({ ok }) => ok) ? exitCodes.success : exitCodes.usage;
}

function rendered({ files, skipped }: Validation, options: Options): string {
  const { json, format, quiet = false } = options;
  const findings = files.flatMap((file) => file.findings);
  if (json === true || format === 'json') {
    const checked = files.map(({ file, kind, ok }) => ({ file, kind, ok }));
    return `${withoutControls(JSON.stringify({ files: checked, skipped, findings }, null, 2))}\n`;
  }
  if (format === 'github') return forGithub(findings);
  return forPeople({ files, skipped }, { colors: colorsFor(process.stdout, options), quiet });
}

/** JSON escapes control characters, but not all that a terminal may take for some; the value stays the same. */
function withoutControls(json: string): string {
  return json.replaceAll(
    /[\u007f-\u009f\u2028\u2029]|\p{Bidi_Control}/gu,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

function wantedFiles(paths: readonly string[]): WantedFile[] {
  return paths.length > 0 ? filesOf(paths) : filesOf(labFiles, { optional: labFiles.slice(1) });
}

function ruleOf(code: string): (typeof allRules)[number] {
  const rule = allRules.find((candidate) => candidate.code === code.toUpperCase());
  if (rule !== undefined) return rule;
  const codes = allRules.map((candidate) => candidate.code);
  throw new UsageError(`there is no code "${code}"; ${choiceAdvice(code.toUpperCase(), codes)}`);
}

addHelpAfter(program, {
  notes: [
    "Each file's kind is told by its content. Files in folders that are of no known kind are passed over.",
  ],
  exitCodes: { 0: 'no errors; there may be warnings', 2: 'errors, or wrong usage' },
  examples: [
    'npm run validate',
    'npm run validate -- documents/chaos-extension.yaml',
    'npm run validate -- game-days/',
    'npm run validate -- --explain SSM102',
    'npm run --silent validate -- --json',
    'npm run --silent validate -- --format github .',
  ],
});

void runProcess(program);
