import type {
  DashboardPanel,
  DashboardRecord,
  DashboardSeries,
} from '../../../experiment/journal/dashboard-record';
import { at, MINUTES, START } from './moments';

/** Requests of the customers in the US in a minute, split by what became of them. */
interface Minute {
  readonly usByUs: number;
  readonly usByEu: number;
  readonly usFailed: number;
}

const US = 44;
const EU = 29;

/** What the customers in the US met in each minute when the failing ones are moved to the EU between two seconds. */
function minutes(movedAt: number | null): Minute[] {
  return Array.from({ length: MINUTES }, (_, minute) => {
    let usByUs = 0;
    let usByEu = 0;
    let usFailed = 0;
    for (let request = 0; request < US; request += 1) {
      const second = minute * 60 + (request * 60) / US;
      const faulty = second >= 180 && second < 785;
      const moved = movedAt !== null && second >= movedAt && second < 880;
      if (moved) usByEu += 1;
      else if (faulty) usFailed += 1;
      else usByUs += 1;
    }
    return { usByUs, usByEu, usFailed };
  });
}

function series(label: string, values: readonly (number | null)[], color?: string): DashboardSeries {
  const points = values.flatMap((value, minute) =>
    value === null ? [] : [[START + minute * 60_000, value] as const],
  );
  return { label, points, ...(color === undefined ? {} : { color }) };
}

/** A metric that is published only where there is something to count. */
function counted(values: readonly number[]): (number | null)[] {
  return values.map((value) => (value === 0 ? null : value));
}

/**
 * The dashboard of a game day whose customers in the US fail while the fault lasts, or until they are moved to the EU.
 * @param movedAt the second in which they are moved; null where they never are
 */
export function dashboard(movedAt: number | null, usUnhealthy: (minute: number) => boolean): DashboardRecord {
  const us = minutes(movedAt);
  const total = { min: 0, label: 'requests a minute' };
  const panel = (
    index: number,
    title: string,
    yAxis: DashboardPanel['yAxis'],
    lines: DashboardSeries[],
  ): DashboardPanel => ({
    title,
    x: (index % 3) * 8,
    y: Math.floor(index / 3) * 6,
    width: 8,
    height: 6,
    periodSeconds: 60,
    yAxis,
    series: lines,
  });
  const health = { min: 0, max: 1, label: '1 healthy, 0 not' };
  const status = us.map(({ usByUs, usByEu }) => usByUs + usByEu + EU);
  return {
    name: 'chaos-lab',
    from: at(0),
    to: at(MINUTES * 60),
    panels: [
      panel(0, 'Health us', health, [
        series(
          'us-east-1',
          us.map((_, minute) => (usUnhealthy(minute) ? 0 : 1)),
          '#0072b2',
        ),
      ]),
      panel(1, 'Requests answered by us', total, [
        series('us-east-1', counted(us.map(({ usByUs }) => usByUs)), '#0072b2'),
      ]),
      panel(2, 'Status codes', total, [
        series('2xx', status, '#009e73'),
        series('4xx', [], '#e69f00'),
        series(
          '5xx',
          us.map(({ usFailed }) => usFailed),
          '#d55e00',
        ),
        series(
          'no response',
          us.map(() => 0),
          '#6e7781',
        ),
      ]),
      panel(3, 'Health eu', health, [
        series(
          'eu-west-1',
          us.map(() => 1),
          '#cc79a7',
        ),
      ]),
      panel(4, "Customers' failures by client region", total, [
        series(
          'us-east-1',
          us.map(({ usFailed }) => usFailed),
          '#0072b2',
        ),
        series(
          'eu-west-1',
          us.map(() => 0),
          '#cc79a7',
        ),
      ]),
      panel(5, 'Requests answered by eu', total, [
        series(
          'eu-west-1',
          us.map(({ usByEu }) => usByEu + EU),
          '#cc79a7',
        ),
      ]),
    ],
  };
}
