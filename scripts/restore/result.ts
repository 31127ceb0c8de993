import type { Answer } from '../../experiment/measure/answers';
import { isClean, unknownWords, type TargetFault } from '../../experiment/fault/fault-left';
import { decryptAdvice } from '../../experiment/fault/variables-of';
import { shellWord } from '../command-line/shell-word';
import type { Colors } from '../../report/text/report-text';

/** What was found in a region, after the fault was detached there. */
export interface RegionResult {
  readonly region: string;
  readonly targets: readonly TargetFault[];
  /** How the API answers at the region's own host; empty in a dry run. */
  readonly answers: readonly Answer[];
  /** What went wrong: while detaching, or while reading the functions, of which nothing is known then. */
  readonly errors: readonly string[];
  /** What became of the API's lease; null where nobody held it for this region, or the region is not as it should be. */
  readonly lease: string | null;
}

/** What a restoration came to. */
export interface RestoreResult {
  /** No function of these regions carries the fault, and the API answers as it should. */
  readonly proven: boolean;
  readonly dryRun: boolean;
  readonly regions: readonly RegionResult[];
}

/** Whether a region is as it should be. */
export function isProven({ targets, answers, errors }: RegionResult): boolean {
  return errors.length === 0 && targets.every(isClean) && answers.every(({ prompt }) => prompt);
}

/**
 * The result for a terminal: a line for each function, answer and error, and the sum of it; and of each function that still serves the fault
 * how it is ended by hand.
 */
export function resultText(
  { proven, dryRun, regions }: RestoreResult,
  alias: string,
  colors: Colors,
): string {
  const lines = regions.flatMap((region) => linesOf(region, dryRun, colors));
  const summary = (proven ? colors.green : colors.red)(summaryOf(proven, dryRun));
  const byHand = dryRun ? [] : regions.flatMap((region) => byHandOf(region, alias));
  return `${[...lines, summary, ...byHand].join('\n')}\n`;
}

function linesOf(
  { region, targets, answers, errors, lease }: RegionResult,
  dryRun: boolean,
  colors: Colors,
): string[] {
  return [
    ...targets.flatMap((target) => {
      if (isClean(target)) return [`${region} ${target.functionName}: no fault`];
      const would = dryRun ? '; it would be detached' : '';
      const places = placesOf(target).join(' and ');
      return [
        ...(places === '' ? [] : [`${region} ${target.functionName}: the fault is in ${places}${would}`]),
        ...(target.unreadable.length === 0 ? [] : [`${region} ${unknownWords(target)}; ${decryptAdvice()}`]),
      ].map((line) => colors.red(line));
    }),
    ...answers.map(({ url, prompt, detail }) => {
      const line = `${region} ${url}: ${detail}`;
      return prompt ? line : colors.red(`${line}, not as it should be`);
    }),
    ...errors.map((error) => colors.red(`${region}: ${error}`)),
    ...(lease === null ? [] : [`${region}: ${lease}`]),
  ];
}

/** What ends the fault where the document cannot: one call, to the version that the function itself has noted. */
function byHandOf({ region, targets }: RegionResult, alias: string): string[] {
  return targets
    .filter(({ served }) => served)
    .map(({ functionName, servedBefore: before }) => {
      if (before === null) {
        return `By hand: point alias ${alias} of ${functionName} in ${region} at a version without the fault; which it served before is not noted in it.`;
      }
      const call = `aws lambda update-alias --region ${region} --function-name ${functionName} --name ${alias} --function-version ${before.version}`;
      const weights = JSON.stringify({ AdditionalVersionWeights: before.weights });
      const routing =
        Object.keys(before.weights).length === 0 ? '' : ` --routing-config ${shellWord(weights)}`;
      return `By hand: ${call}${routing}`;
    });
}

function placesOf({ served, latest, versions, expiresAt }: TargetFault): string[] {
  return [
    ...(served ? [`the version that is served${expiresAt === null ? '' : ` (until ${expiresAt})`}`] : []),
    ...(latest ? ['$LATEST'] : []),
    ...(versions.length === 0 ? [] : [`published version ${versions.join(', ')}`]),
  ];
}

function summaryOf(proven: boolean, dryRun: boolean): string {
  if (dryRun)
    return proven ? 'No function carries the fault; nothing would be done.' : 'Nothing was changed.';
  return proven
    ? 'Restored: no function carries the fault, and the API answers.'
    : 'It is not proven that all is restored.';
}
