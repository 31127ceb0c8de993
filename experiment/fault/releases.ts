import type { Release, ServedVersion } from '../journal/journal';
import type { Snapshot } from './snapshot';

/** What the alias of a target serves at a moment. */
export interface ServedTarget extends ServedVersion {
  readonly functionName: string;
  readonly carriesFault: boolean;
}

/**
 * What somebody else has put into service since the last look; null where nobody has. The fault changes no code, so other code is
 * somebody's; so is another version without the fault, unless it is what detaching put in the place of a release that carried it.
 * @param before what the target was like before the experiment
 * @param known what is known to have been released already, of whichever target
 * @param at ISO 8601
 */
export function releaseIn(
  before: Snapshot,
  known: readonly Release[],
  served: ServedTarget,
  at: string,
): Release | null {
  const { functionName, carriesFault, version, codeSha256 } = served;
  const last = known.findLast((release) => release.functionName === functionName);
  const from = last?.to ?? { version: before.aliasVersion, codeSha256: before.aliasCodeSha256 ?? null };
  const isOtherCode = from.codeSha256 !== null && codeSha256 !== null && from.codeSha256 !== codeSha256;
  const isReplaced = last?.withFault === true;
  if (!isOtherCode && (carriesFault || isReplaced || from.version === version)) return null;
  return {
    functionName,
    alias: before.alias,
    at,
    from,
    to: { version, codeSha256 },
    withFault: carriesFault,
  };
}

/** `alias live of lab-hello served version 3 (code 4rVk0ZQF) instead of version 1 (code 1jbBhHCe), and it carried the fault` */
export function releaseWords({ functionName, alias, from, to, withFault }: Release): string {
  const same = from.codeSha256 !== null && from.codeSha256 === to.codeSha256;
  const code = same ? 'the same code' : codeWords(to);
  return (
    `alias ${alias} of ${functionName} served version ${to.version} (${code}) instead of version ${from.version} ` +
    `(${codeWords(from)}), and it carried ${withFault ? 'the fault' : 'no fault'}`
  );
}

/** So many characters of a SHA-256 tell two apart for whoever compares them. */
const SHOWN_CHARACTERS = 8;

function codeWords({ codeSha256 }: ServedVersion): string {
  return codeSha256 === null ? 'unknown code' : `code ${codeSha256.slice(0, SHOWN_CHARACTERS)}`;
}
