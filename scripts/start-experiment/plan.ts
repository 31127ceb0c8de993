import { targetsOf, type DeployedRegion } from '../../experiment/deployment/deployment';
import { gameDayMinutes } from '../../experiment/game-day/game-day-length';
import type { Expected } from '../../experiment/journal/journal';
import type { FaultRecord } from '../../experiment/journal/fault-record';
import { USD_PER_ACTION_MINUTE, type RunPrice } from '../../experiment/price';
import { plain } from '../../validation/printable';
import { faultWords } from '../../report/content/fault-labels';
import { duration } from '../../experiment/time/duration';
import type { Colors } from '../../report/text/report-text';
import { row } from '../../report/text/table';
import type { Inputs } from './inputs';

/** What is to be shown before a game day starts. */
export interface Plan extends Inputs {
  readonly fault: FaultRecord;
  readonly price: RunPrice | null;
  readonly expected: Expected | null;
  /** Takes the fault away by hand. */
  readonly restoreCommand: string;
}

const LABEL_COLUMNS = 11;
const MOST_COLUMNS = 110;

/** What will happen, who guards it, what ends it and what it costs: in lines for a terminal. */
export function planText(plan: Plan, colors: Colors, columns: number): string {
  const width = Math.min(columns, MOST_COLUMNS) - LABEL_COLUMNS - 3;
  const lines = facts(plan).flatMap(([label, text]) =>
    row(
      [
        { text: label, width: LABEL_COLUMNS, style: colors.dim },
        { text: plain(text), width },
      ],
      0,
    ),
  );
  return `\n${lines.join('\n')}\n`;
}

function facts({
  deployment,
  region,
  hypothesis,
  fault,
  price,
  expected,
  restoreCommand,
}: Plan): [string, string][] {
  const { minutes } = deployment.fault;
  const { baselineMinutes, recoveryMinutes } = hypothesis.windows;
  const total = gameDayMinutes(deployment, hypothesis);
  return [
    ['hypothesis', hypothesis.title],
    [
      'breaks',
      `${targetsOf(region).join(' and ')} in ${region.region} (${region.label}), for ${minutes} min and for real customers too: ${faultWords(fault)}`,
    ],
    ['by', `FIS template ${region.experimentTemplateId}, which runs the document ${region.documentName}`],
    [
      'takes',
      `about ${total} min: ${baselineMinutes} min before the fault, ${minutes} min with it, ${recoveryMinutes} min after it, and waiting for metrics`,
    ],
    [
      'customers',
      `${deployment.regions.map(customersOf).join(', ')} a minute, who call ${deployment.apiUrl}`,
    ],
    ['guarded by', guardsOf(region)],
    [
      'ended by',
      "the experiment's own last actions; else the rule that starts the document when the experiment ends in any way; else this runner, " +
        `also on Ctrl-C; else, by hand, ${restoreCommand}; else the fault's own expiry`,
    ],
    ['costs', priceText(price)],
    ['expected', expectedText(expected)],
  ];
}

function customersOf({ label, requestsPerMinute, workers }: DeployedRegion): string {
  return `${requestsPerMinute * workers} in ${label}`;
}

function guardsOf({ stopAlarmNames }: DeployedRegion): string {
  const names = stopAlarmNames.join(', ');
  return stopAlarmNames.length === 1
    ? `the alarm ${names}: FIS stops the experiment when customers of other regions fail`
    : `the alarms ${names}: FIS stops the experiment when one of them sees customers of other regions fail`;
}

function priceText(price: RunPrice | null): string {
  if (price === null) return 'not known: the template names a length of time that cannot be reckoned with';
  const { actionMinutes, usd, usdAtMost, actions } = price;
  const long = actions.filter(({ minutes }) => minutes > 1).map(({ name, minutes }) => `${name} ${minutes}`);
  const short = actions.length - long.length;
  const parts = [...long, ...(short > 0 ? [`${short} actions of 1 each`] : [])].join(', ');
  return (
    `FIS ${dollars(usd)}: ${actionMinutes} action-minutes (${parts}) at ${dollars(USD_PER_ACTION_MINUTE)}, ` +
    `waiting too; ${dollars(usdAtMost)} at most. Lambda, CloudWatch and the health checks' requests come on top: cents, not reckoned here`
  );
}

function dollars(usd: number): string {
  return `$${usd.toFixed(2)}`;
}

function expectedText(expected: Expected | null): string {
  if (expected === null) return 'not known: npm run rehearse shows what to expect, without an AWS account';
  const { secondsToDetect, secondsToReroute, source } = expected;
  const times = [
    ...(secondsToDetect === null ? [] : [`detected after ${duration(secondsToDetect)}`]),
    ...(secondsToReroute === null ? [] : [`customers elsewhere after ${duration(secondsToReroute)}`]),
  ];
  return `${times.length === 0 ? 'see' : `${times.join(', ')}, by`} ${source}`;
}
