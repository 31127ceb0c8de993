import { element, text } from './svg';
import { COLORS } from './theme';

/** The radius of a badge in pixels. */
export const BADGE_RADIUS = 7.5;

/** A numbered disc, centred at the place given: the short name of a moment. */
export function badge(number: number, x: number, y: number): string {
  return (
    element('circle', { cx: x, cy: y, r: BADGE_RADIUS, fill: COLORS.mark }) +
    text(x, y + 3.6, String(number), {
      'text-anchor': 'middle',
      'font-size': 10,
      'font-weight': 700,
      fill: COLORS.markText,
    })
  );
}

/**
 * Moves discs apart until none overlaps, each as little as possible, within the limits. Two moments 35 s apart in 20 minutes lie 10
 * pixels apart in a panel.
 * @param wanted ascending
 */
export function spread(wanted: readonly number[], low: number, high: number): number[] {
  const gap = 2 * BADGE_RADIUS + 1;
  // Discs that would touch become a group, centred on the mean of where its discs want to be.
  let groups: { readonly wanted: readonly number[]; start: number }[] = [];
  for (const x of wanted) {
    groups.push({ wanted: [x], start: x });
    for (let last = groups.at(-1), before = groups.at(-2); last !== undefined && before !== undefined;) {
      if (before.start + before.wanted.length * gap <= last.start) break;
      const members = [...before.wanted, ...last.wanted];
      const mean = members.reduce((sum, member, index) => sum + member - index * gap, 0) / members.length;
      groups = [...groups.slice(0, -2), { wanted: members, start: mean }];
      last = groups.at(-1);
      before = groups.at(-2);
    }
  }
  const places = groups.flatMap((group) => group.wanted.map((_, index) => group.start + index * gap));
  const right = Math.min(0, high - (places.at(-1) ?? high));
  return places.map((place, index) => Math.max(place + right, low + index * gap));
}
