import type { CustomerBucket, Evidence } from '../../../experiment/measure/evidence';
import { at, customersBut, healthBut, minutes, stranded, type Otherwise } from './diagnosis';
import { lost, ORIGIN, served, tens } from './evidence';
import { eu, us } from './lab';

/** What a rule says, evidence by which it says so, and what would contradict it: the same evidence with something else in it. */
interface Claim {
  readonly finding: string;
  readonly supported: Otherwise;
  readonly refuted: Readonly<Record<string, Otherwise>>;
}

/** Of each claim that it is said, and what contradicts it, that it is not: the finding, in which case, the evidence, what is found then. */
export function casesOf(
  claims: readonly Claim[],
): readonly (readonly [string, string, Otherwise, unknown])[] {
  return claims.flatMap(({ finding, supported, refuted }) => [
    [finding, 'is said where the evidence supports it', supported, expect.arrayContaining([finding])],
    ...Object.entries(refuted).map(
      ([why, changes]) =>
        [
          finding,
          `is not said where ${why}`,
          changed(supported, changes),
          expect.not.arrayContaining([finding]),
        ] as const,
    ),
  ]);
}

/** The evidence of a claim, with something else in it. */
function changed(supported: Otherwise, changes: Otherwise): Otherwise {
  return { ...supported, ...changes, record: { ...supported.record, ...changes.record } };
}

export const moment = (second: number): number => ORIGIN + second * 1000;
export const by = (region: string) => (second: number) => served(second, region);
export const ofUs = (...parts: readonly (readonly CustomerBucket[])[]) =>
  customersBut(us.region, parts.flat());
export const ofEu = (...parts: readonly (readonly CustomerBucket[])[]) =>
  customersBut(eu.region, parts.flat());

/** The customers of each region as one and another evidence has them. */
export const customersOf = (usParts: Otherwise, euParts: Otherwise): Pick<Evidence, 'customers'> => ({
  customers: new Map([
    [us.region, usParts.customers?.get(us.region) ?? []],
    [eu.region, euParts.customers?.get(eu.region) ?? []],
  ]),
});

/** Customers of us-east-1 who are with it all the time, and served. */
export const withOwn = ofUs(tens(0, 1320).map(by(us.region)));

/** Customers of us-east-1 who are rerouted five minutes after the fault has started. */
export const late = ofUs(
  tens(0, 300).map(by(us.region)),
  tens(300, 600).map(lost),
  tens(600, 960).map(by(eu.region)),
  tens(960, 1320).map(by(us.region)),
);

/** Customers of eu-west-1 who fail from one second to another. */
export const euFailing = (from: number, to: number) =>
  ofEu(
    tens(0, 1320).map((second) => (second >= from && second < to ? lost(second) : served(second, eu.region))),
  );

/** The health check of us-east-1 is healthy all the time. */
export const isHealthy = healthBut(us.region, minutes(23, 1));

/** Nobody sees that the customers of us-east-1 fail. */
export const unseen = { ...ofUs(stranded), ...isHealthy, detectedAt: null };

export const aborted = { ending: 'aborted' } as const;

/** Only one of the functions carries the fault. */
export const onlyHello = { targetLiveAt: at(300, ['lab-hello']), targetGoneAt: at(900, ['lab-hello']) };

/** When the fault was there, of which nobody heard. */
export const moments = {
  faultStartedAt: moment(300),
  faultLiveAt: moment(300),
  detectedAt: null,
  restoredAt: moment(900),
};
