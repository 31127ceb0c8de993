import { checkAccountLimits } from './checks/account-limits';
import { checkClock } from './checks/clock';
import { checkCredentials } from './checks/credentials';
import { checkCustomers } from './checks/customers';
import { checkDocument } from './checks/document';
import { find, type CheckProps, type Finding } from './finding';
import { checkHealthCheckHosts, checkHealthChecks } from './checks/health-checks';
import { checkLease } from './checks/lease';
import { checkNoFault } from './checks/no-fault';
import { checkNoOtherExperiment } from './checks/no-other-experiment';
import {
  isForcible,
  PREFLIGHT_NAMES,
  type PreflightName,
  type PreflightResult,
} from '../journal/preflight-result';
import { checkSafetyLever } from './checks/safety-lever';
import { checkStopAlarms } from './checks/stop-alarms';
import { checkTargets } from './checks/targets';
import { checkTemplate } from './checks/template';

/** What a preflight works with. */
export interface PreflightProps extends CheckProps {
  /** Checks that somebody wants to go on without; they are made all the same. */
  readonly force: readonly PreflightName[];
  /** What is checked; by default everything. */
  readonly names?: readonly PreflightName[];
  /** Told of each result as it comes. */
  readonly report?: (result: PreflightResult) => void;
}

/** All but the first, which decides whether these are made. */
const CHECKS: Readonly<
  Record<Exclude<PreflightName, 'credentials'>, (props: CheckProps) => Promise<Finding>>
> = {
  template: checkTemplate,
  document: checkDocument,
  'safety-lever': checkSafetyLever,
  'stop-alarms': checkStopAlarms,
  'health-checks': checkHealthChecks,
  'health-check-hosts': checkHealthCheckHosts,
  targets: checkTargets,
  'account-limits': checkAccountLimits,
  'no-fault': checkNoFault,
  'no-other-experiment': checkNoOtherExperiment,
  lease: checkLease,
  customers: checkCustomers,
  clock: checkClock,
};

const UNREAD = 'a template that nobody could read is not forced: it may be of another lab';

/**
 * Finds out whether a game day may start: makes every check, in the order of {@link PREFLIGHT_NAMES}, and changes nothing. What AWS does
 * not answer is a result too; nothing is thrown for it.
 * @throws ForeignError where the template is not the lab's
 */
export async function runPreflight(props: PreflightProps): Promise<readonly PreflightResult[]> {
  const results: PreflightResult[] = [];
  let hindrance: string | null = null;
  for (const name of props.names ?? PREFLIGHT_NAMES) {
    const note = ({ passed, measured, advice }: Finding): void => {
      const isWanted = props.force.includes(name);
      const forced = isWanted && isForcible(name, passed);
      const why = isWanted && !forced && name === 'template' ? [UNREAD] : [];
      const result = { name, passed, measured, advice: [advice, ...why].filter(Boolean).join('; '), forced };
      results.push(result);
      props.report?.(result);
    };
    if (name === 'credentials') {
      const finding = await checkCredentials(props);
      ({ hindrance } = finding);
      note(finding);
    } else if (hindrance !== null) {
      note({ passed: null, measured: `not checked: ${hindrance}`, advice: 'see credentials' });
    } else {
      note(await find(async () => CHECKS[name](props)));
    }
  }
  return results;
}
