import type { Clients } from '../aws/clients';
import type { Clock } from '../time/clock';
import type { DeployedRegion, Deployment } from '../deployment/deployment';
import { ForeignError } from '../ownership/foreign-error';
import { adviceAbout, wordsOf } from '../aws/unanswered';

/** What a check works with. */
export interface CheckProps {
  readonly clients: Clients;
  readonly clock: Clock;
  readonly deployment: Deployment;
  /** The region that is to fail. */
  readonly region: DeployedRegion;
  /** The text of the local template file. */
  readonly template: string;
  /** About how many minutes the credentials are needed for; absent where that does not matter. */
  readonly minutes?: number;
  /** What the API's lease calls the game day for which this is checked; absent where it has not begun. */
  readonly holder?: string;
}

/** What a check, or a part of one, found. */
export interface Finding {
  /** null: not known, because AWS did not answer. */
  readonly passed: boolean | null;
  readonly measured: string;
  /** Of a finding that passed it is a warning; empty where there is nothing to do. */
  readonly advice: string;
}

/** What was measured is as it should be. */
export function fine(measured: string): Finding {
  return { passed: true, measured, advice: '' };
}

/** What was measured keeps nobody from starting, but somebody should know of it, and what to do about it. */
export function warned(measured: string, advice: string): Finding {
  return { passed: true, measured, advice };
}

/** What was measured is not as it should be, and what to do about it. */
export function wrong(measured: string, advice: string): Finding {
  return { passed: false, measured, advice };
}

/**
 * Finds something out; where AWS does not answer, that is the finding.
 * @throws ForeignError as it is thrown by what is to find it out
 * @param where what it is about, in front of AWS' own words: `us`
 */
export async function find(look: () => Promise<Finding>, where?: string): Promise<Finding> {
  try {
    return await look();
  } catch (error) {
    if (error instanceof ForeignError) throw error;
    const words = wordsOf(error);
    return {
      passed: null,
      measured: where === undefined ? words : `${where}: ${words}`,
      advice: adviceAbout(error),
    };
  }
}

/** Finds something out in every region of the lab, side by side: what one of them does not answer hides nothing of the others. */
export async function findInEach(
  regions: readonly DeployedRegion[],
  look: (region: DeployedRegion) => Promise<Finding>,
): Promise<Finding> {
  return together(await Promise.all(regions.map((region) => find(async () => look(region), region.label))));
}

/** The parts of a check as one: passed where all of them passed, failed where one of them failed. */
export function together(parts: readonly Finding[]): Finding {
  const advice = new Set(parts.map((part) => part.advice).filter((text) => text !== ''));
  const failed = parts.some(({ passed }) => passed === false);
  const known = parts.every(({ passed }) => passed !== null);
  return {
    passed: failed ? false : known ? true : null,
    measured: parts.map(({ measured }) => measured).join('; '),
    advice: [...advice].join('; '),
  };
}
