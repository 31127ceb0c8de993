import type { Random } from '../../experiment/random';
import { between } from '../chance';
import type { Step } from './colleague';

/** What somebody who deploys begins with, by what the soak calls it. */
export const COLLEAGUES = {
  'release in between': 'upload',
  'apply in between': 'apply',
} as const satisfies Readonly<Record<string, Step>>;

/** One of them, by name. */
export type ColleagueName = keyof typeof COLLEAGUES;

/** On so many game days somebody deploys. */
const SHARE = 0.35;

/**
 * They begin from shortly before the fault until shortly before it should go, and take so long to their last step; on every so-many-th of
 * these days, until after the fault has expired. Milliseconds.
 */
const BEGINS = { from: 230_000, to: 400_000 };
const LASTS = { from: 20_000, to: 240_000 };
const LATE = { share: 0.2, to: 1_500_000 };

/** Somebody who deploys one of the targets. */
export interface DrawnColleague {
  readonly name: ColleagueName;
  /** Which of the targets, 0 or 1. */
  readonly target: number;
  readonly steps: readonly Step[];
  /** In milliseconds from the beginning of the game day. */
  readonly span: { readonly from: number; readonly to: number };
}

/**
 * Draws whether somebody deploys, what, and in which order. It has a stream of its own, so that the troubles of a seed stay what they
 * were.
 */
export function drawColleague(random: Random): DrawnColleague | null {
  if (random() >= SHARE) return null;
  const names = Object.keys(COLLEAGUES) as ColleagueName[];
  const name = names[Math.floor(random() * names.length)] ?? 'release in between';
  const steps: Step[] = [COLLEAGUES[name], 'publish', 'serve'];
  // A second update: before they publish, before they move the alias, or after that.
  if (random() < 0.5) steps.splice(Math.floor(between(random, 1, 4)), 0, 'upload');
  if (random() < 0.3) steps.push('publish', 'serve');
  // They may never come to move the alias.
  if (random() < 0.2) steps.splice(steps.lastIndexOf('serve'), 1);
  const from = between(random, BEGINS.from, BEGINS.to);
  const to = random() < LATE.share ? LATE.to : from + between(random, LASTS.from, LASTS.to);
  return { name, target: Math.floor(random() * 2), steps, span: { from, to } };
}
