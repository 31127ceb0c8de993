import { durationSeconds } from '../validation/duration';
import type {
  ExperimentAction,
  ExperimentTemplate,
} from '../validation/experiment-template/experiment-template';
import { fillPlaceholders } from '../validation/placeholders';

/** US dollars for a minute of an action, waiting too, rounded to the nearest minute (https://aws.amazon.com/fis/pricing). */
export const USD_PER_ACTION_MINUTE = 0.1;

/** What a document that attaches or detaches takes, as it is charged: it is done within a minute and a half. */
const MINUTES_OF_A_DOCUMENT = 1;

/** What FIS charges for one run of an experiment template. */
export interface RunPrice {
  /** Of all actions together. */
  readonly actionMinutes: number;
  readonly usd: number;
  /** Where every action takes as long as it may. */
  readonly usdAtMost: number;
  /** In the template's order. */
  readonly actions: readonly PricedAction[];
}

/** One action with the minutes that are charged for it. */
export interface PricedAction {
  readonly name: string;
  readonly minutes: number;
  readonly minutesAtMost: number;
}

/**
 * What FIS charges for a run; nothing else that a game day costs.
 * @param template the hand-authored one, its placeholders unfilled
 * @param faultMinutes fills `${FaultDuration}`
 * @returns null where an action says its length in a way that cannot be reckoned with
 */
export function priceOfRun(template: ExperimentTemplate, faultMinutes: number): RunPrice | null {
  const actions: PricedAction[] = [];
  for (const [name, action] of Object.entries(template.actions)) {
    const [minutes, minutesAtMost] = minutesOf(action, faultMinutes);
    if (minutes === undefined || minutesAtMost === undefined) return null;
    actions.push({ name, minutes, minutesAtMost });
  }
  const actionMinutes = sum(actions.map(({ minutes }) => minutes));
  return {
    actionMinutes,
    usd: actionMinutes * USD_PER_ACTION_MINUTE,
    usdAtMost: sum(actions.map(({ minutesAtMost }) => minutesAtMost)) * USD_PER_ACTION_MINUTE,
    actions,
  };
}

/** The minutes that an action is expected to take, and those that it may; undefined where they cannot be read. */
function minutesOf({ parameters = {} }: ExperimentAction, faultMinutes: number) {
  const { duration, maxDuration } = parameters;
  if (duration !== undefined) {
    const minutes = wholeMinutes(duration, faultMinutes);
    return [minutes, minutes];
  }
  const longest = maxDuration === undefined ? MINUTES_OF_A_DOCUMENT : wholeMinutes(maxDuration, faultMinutes);
  return [Math.min(MINUTES_OF_A_DOCUMENT, longest ?? MINUTES_OF_A_DOCUMENT), longest];
}

function wholeMinutes(duration: string, faultMinutes: number): number | undefined {
  const filled = fillPlaceholders(duration, (name) => (name === 'FaultDuration' ? `PT${faultMinutes}M` : ''));
  const seconds = durationSeconds(filled);
  return seconds === undefined ? undefined : Math.round(seconds / 60);
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
