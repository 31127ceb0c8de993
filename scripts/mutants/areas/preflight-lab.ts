import type { MutatedFile } from '../mutant';

/** What is checked of the deployed lab before anything is broken. */
export const preflightLab: readonly MutatedFile[] = [
  {
    file: 'experiment/preflight/checks/stop-alarms.ts',
    tests: ['test/experiment/preflight/checks/stop-alarms.test.ts'],
    mutants: [
      {
        breaks: 'passes an alarm that is in ALARM',
        find: "if (state === 'OK') return fine",
        replace: "if (state === 'OK' || state === 'ALARM') return fine",
      },
      {
        breaks: 'passes an alarm that knows nothing',
        find: "if (state === 'OK') return fine",
        replace: "if (state !== 'ALARM') return fine",
      },
      {
        breaks: 'passes an alarm that is not there',
        find: "return wrong(`there is no alarm ${arn}`, 'deploy the lab again');",
        replace: 'return fine(`there is no alarm ${arn}`);',
      },
      {
        breaks: 'does not find composite alarms',
        find: "AlarmTypes: ['MetricAlarm', 'CompositeAlarm'],",
        replace: "AlarmTypes: ['MetricAlarm'],",
      },
      {
        breaks: 'does not wait until a new alarm was evaluated',
        find: "state === 'INSUFFICIENT_DATA' && treatsMissingAs === 'notBreaching'",
        replace: "state === 'ALARM' && treatsMissingAs === 'notBreaching'",
      },
    ],
  },
  {
    file: 'experiment/preflight/checks/health-checks.ts',
    tests: ['test/experiment/preflight/checks/health-checks.test.ts'],
    mutants: [
      {
        breaks: "passes a health check that asks another region's host",
        find: 'if (asked !== host)',
        replace: "if (asked === '')",
      },
      {
        breaks: 'passes a health check that is disabled, and so always healthy',
        find: 'config.Disabled === true',
        replace: 'config.Disabled === null',
      },
      {
        breaks: 'passes a health check that takes unhealthy for healthy',
        find: 'config.Inverted === true',
        replace: 'config.Inverted === null',
      },
      {
        breaks: 'goes by the name of a health check that asks an address',
        find: 'config.IPAddress ?? config.FullyQualifiedDomainName',
        replace: 'config.FullyQualifiedDomainName ?? config.IPAddress',
      },
      {
        breaks: 'passes a health check that none of its checkers finds healthy',
        find: 'healthy / reports.length > HEALTHY_SHARE',
        replace: 'healthy / reports.length >= 0',
      },
      {
        breaks: 'passes a health check of which no checker has reported',
        find: "return wrong(`${label}: no checker has reported yet`, 'wait until Route 53 has begun to check');",
        replace: 'return fine(`${label}: no checker has reported yet`);',
      },
    ],
  },
  {
    file: 'experiment/preflight/template/template-differences.ts',
    tests: ['test/experiment/preflight/template/template-differences.test.ts'],
    mutants: [
      {
        breaks: 'does not see an item that the deployed template has more',
        find: '...added.map((item) => `${place} holds ${shown(item, texts)}, which is not in the file`),',
        replace: '',
      },
      {
        breaks: 'does not see an item that the deployed template lacks',
        find: '...missing.map((item) => `${place} lacks ${shown(item, texts)}`),',
        replace: '',
      },
      {
        breaks: 'does not see what the deployed template has and the file has not',
        find: 'if (isEmpty(wanted)) return [`${place} is ${shown(found, texts)}, and is not in the file`];',
        replace: 'if (isEmpty(wanted)) return [];',
      },
      {
        breaks: 'does not compare the stop conditions',
        find: 'actions, stopConditions, logConfiguration, experimentOptions };',
        replace: 'actions, logConfiguration, experimentOptions };',
      },
    ],
  },
  {
    file: 'experiment/preflight/targets/target-refusals.ts',
    tests: ['test/experiment/preflight/checks/targets.test.ts'],
    mutants: [
      {
        breaks: 'passes a function that has no room for the layer',
        find: 'if (layers >= MOST_LAYERS)',
        replace: 'if (layers > MOST_LAYERS)',
      },
      {
        breaks: 'passes a function that has no room for the variables',
        find: 'if (bytes > MOST_ENVIRONMENT_BYTES)',
        replace: 'if (bytes > 2 * MOST_ENVIRONMENT_BYTES)',
      },
      {
        breaks: "passes a function that starts through another layer's /opt/bootstrap",
        find: 'variablesOf(latest)[WRAPPER] === EXTENSION_WRAPPER',
        replace: 'variablesOf(latest)[EXTENSION_WRAPPER] === WRAPPER',
      },
      {
        breaks: 'passes an alias that serves something else than $LATEST',
        find: 'if (differing.length > 0)',
        replace: 'if (differing.length > 99)',
      },
      {
        breaks: 'passes an alias that points at $LATEST',
        find: "if (alias.version === '$LATEST')",
        replace: "if (alias.version === '')",
      },
      {
        breaks: 'passes a function of another architecture than the layer',
        find: '!architectures.includes(architecture)',
        replace: "architecture === ''",
      },
    ],
  },
  {
    file: 'experiment/preflight/targets/function-refusals.ts',
    tests: ['test/experiment/preflight/checks/targets.test.ts'],
    mutants: [
      {
        breaks: 'passes a function that is being updated',
        find: "if (update === 'InProgress')\n    yield { reason: 'it is being updated', advice: 'wait until whoever deploys has done so' };\n  else if (update !== 'Successful')",
        replace: "if (update !== 'InProgress' && update !== 'Successful')",
      },
      {
        breaks: 'passes a function whose last update failed',
        find: "else if (update !== 'Successful')",
        replace: "else if (update !== 'Failed')",
      },
      {
        breaks: 'passes a container image',
        find: "if (kind !== 'Zip') {",
        replace: "if (kind !== 'Zip' && kind !== 'Image') {",
      },
      {
        breaks: 'passes any runtime',
        find: "runtime?.startsWith('nodejs') !== true",
        replace: 'runtime === undefined',
      },
    ],
  },
];
