import type { Journal, TimelineEntry } from '../../experiment/journal/journal';
import { moments, type Moment } from './milestones';

/** Something that happened; with its moment where it is one of those that every report names. */
export interface TimelineRow extends TimelineEntry {
  readonly moment: Moment | null;
}

/** All that happened in the order of time. A moment that the timeline does not tell stands in its place. */
export function timelineRows(journal: Journal): TimelineRow[] {
  const came = moments(journal).filter(({ at }) => at !== null);
  const told = new Set<Moment>();
  const rows = journal.timeline.map((entry): TimelineRow => {
    const moment = came.find((one) => one.event === entry.event && one.at === entry.at && !told.has(one));
    if (moment !== undefined) told.add(moment);
    return { ...entry, moment: moment ?? null };
  });
  const untold = came.flatMap((moment): TimelineRow[] =>
    moment.at === null || told.has(moment)
      ? []
      : [{ at: moment.at, event: moment.event, detail: moment.meaning, moment }],
  );
  return [...rows, ...untold]
    .map((row, index) => ({ row, index, at: Date.parse(row.at) }))
    .sort((one, other) => one.at - other.at || one.index - other.index)
    .map(({ row }) => row);
}
