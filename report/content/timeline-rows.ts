import type { Journal, TimelineEntry } from '../../experiment/journal/journal';
import { offset, timeOfDay } from './format';
import { moments, type Moment } from './milestones';

/** Something that happened; with its moment where it is one of those that every report names. */
export interface TimelineRow extends TimelineEntry {
  /** Of the day, in UTC. */
  readonly time: string;
  /** Since the start of the game day. */
  readonly sinceStart: string;
  readonly moment: Moment | null;
}

/** All that happened in the order of time. A moment that the timeline does not tell stands in its place. */
export function timelineRows(journal: Journal): TimelineRow[] {
  const came = moments(journal).filter(({ at }) => at !== null);
  const told = new Set<Moment>();
  const rowOf = (entry: TimelineEntry, moment: Moment | null): TimelineRow => ({
    ...entry,
    time: timeOfDay(entry.at),
    sinceStart: offset(entry.at, journal.times.begunAt),
    moment,
  });
  const rows = journal.timeline.map((entry) => {
    const moment = came.find((one) => one.event === entry.event && one.at === entry.at && !told.has(one));
    if (moment !== undefined) told.add(moment);
    return rowOf(entry, moment ?? null);
  });
  const untold = came.flatMap((moment) =>
    moment.at === null || told.has(moment)
      ? []
      : [rowOf({ at: moment.at, event: moment.event, detail: moment.meaning }, moment)],
  );
  return [...rows, ...untold]
    .map((row, index) => ({ row, index, at: Date.parse(row.at) }))
    .sort((one, other) => one.at - other.at || one.index - other.index)
    .map(({ row }) => row);
}
