import type { Phase, Pulse } from '../../experiment/journal/messages';
import type { Colors } from '../../report/text/report-text';
import { bar, clipped, cut, flow, rendered, type Line, type Piece } from './pieces';
import { isCalm, isFine, secondsLeft, stateOf, timeText } from './labels';

/** The stages of a game day, in their order. */
const PHASES: readonly Phase[] = ['baseline', 'experiment', 'restore', 'recovery', 'judging'];

/** Beyond this the eye loses the line. */
const MOST_COLUMNS = 100;

/** A column for what a line is about, with the blanks around it. */
const LABEL_COLUMNS = 12;

const BAR_COLUMNS = 30;

/** What the panel is drawn with. */
interface Pen {
  readonly colors: Colors;
  /** The characters beside the label. */
  readonly width: number;
}

/**
 * How things stand, as lines for a terminal: the phase, the wait with what is left of it, each action, each region's customers, the health
 * checks and the stop alarms. What is not known has no line.
 * @param columns of the terminal; no line is longer
 */
export function panelOf(pulse: Pulse, columns: number, colors: Colors): string[] {
  // A line that fills the last column makes some terminals begin another.
  const width = Math.max(10, Math.min(columns, MOST_COLUMNS) - 1 - LABEL_COLUMNS);
  const pen = { colors, width };
  const sections: readonly (readonly [string, readonly Line[]])[] = [
    ['phase', phases(pulse, pen)],
    ['wait', wait(pulse, pen)],
    ['experiment', experiment(pulse, pen)],
    ['actions', actions(pulse, pen)],
    ['customers', customers(pulse, pen)],
    ['health', healthChecks(pulse, pen)],
    ['alarms', alarms(pulse, pen)],
  ];
  return sections.flatMap(([label, lines]) =>
    lines.map((line, index) => {
      const text = ` ${index === 0 ? label : ''}`.padEnd(LABEL_COLUMNS);
      return rendered([{ text, style: colors.dim }, ...clipped(line, width)]);
    }),
  );
}

function phases({ phase }: Pulse, { colors, width }: Pen): Line[] {
  const current = PHASES.indexOf(phase);
  const pieces = PHASES.map((name, index): Piece => {
    if (index < current) return { text: `✓ ${name}`, style: colors.green };
    if (index === current) return { text: `● ${name}`, style: (text) => colors.bold(colors.cyan(text)) };
    return { text: `○ ${name}`, style: colors.dim };
  });
  return flow(pieces, width);
}

function wait({ at, wait: span }: Pulse, { colors, width }: Pen): Line[] {
  if (span === null) return [];
  const left = secondsLeft(span, at);
  const whole = Math.max(1, (Date.parse(span.until) - Date.parse(span.from)) / 1000);
  const text = `${timeText(left)} left of ${timeText(whole)}`;
  const drawn = bar((whole - left) / whole, barColumns(width, text), [colors.cyan, colors.dim]);
  return [[...drawn, { text: `  ${text}` }]];
}

function experiment({ experiment: running }: Pulse, { width }: Pen): Line[] {
  return running === null ? [] : [[{ text: cut(`${running.id} is ${running.status}`, width) }]];
}

function actions({ experiment: running }: Pulse, { colors, width }: Pen): Line[] {
  const styles = {
    ...{ done: colors.green, running: colors.cyan, waiting: colors.dim },
    ...{ wrong: colors.red, unknown: colors.yellow },
  };
  const signs = { done: '✓', running: '●', waiting: '○', wrong: '✗', unknown: '?' };
  const pieces = (running?.actions ?? []).map(({ name, status }) => {
    const state = stateOf(status);
    const told = state === 'wrong' || state === 'unknown' ? `${name} ${status}` : name;
    return { text: `${signs[state]} ${told}`, style: styles[state] };
  });
  return flow(pieces, width);
}

function customers({ customers: regions }: Pulse, { colors, width }: Pen): Line[] {
  const longest = Math.max(0, ...regions.map(({ label }) => label.length));
  return regions.map(({ label, requests, failed }) => {
    const name = { text: `${cut(label, longest).padEnd(longest)}  ` };
    if (requests === 0) return [name, { text: 'no requests counted', style: colors.dim }];
    const text = `${requests - failed} of ${requests} served`;
    const columns = barColumns(width - longest - 2, text);
    const drawn = bar((requests - failed) / requests, columns, [colors.green, colors.red]);
    return [name, ...drawn, { text: `  ${text}`, style: failed > 0 ? colors.red : undefined }];
  });
}

function healthChecks({ healthChecks: checks }: Pulse, { colors, width }: Pen): Line[] {
  const pieces = checks.map(({ label, healthy }): Piece => {
    if (healthy === null) return { text: `? ${label} not known`, style: colors.yellow };
    return healthy
      ? { text: `✓ ${label} healthy`, style: colors.green }
      : { text: `✗ ${label} unhealthy`, style: colors.red };
  });
  return flow(pieces, width);
}

function alarms({ alarms: found }: Pulse, { colors, width }: Pen): Line[] {
  const pieces = found.map(({ name, state }): Piece => {
    if (isFine(state)) return { text: `✓ ${name} ${state}`, style: colors.green };
    const style = isCalm(state) ? colors.yellow : colors.red;
    return { text: `${isCalm(state) ? '?' : '✗'} ${name} ${state}`, style };
  });
  return flow(pieces, width);
}

/** What the text beside a bar leaves of the line. */
function barColumns(width: number, text: string): number {
  return Math.max(0, Math.min(BAR_COLUMNS, width - text.length - 2));
}
