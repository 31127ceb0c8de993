import type { AutomationRule } from '../context';
import type { PlacedStep } from '../placed-step';
import { callStep, sleepStep, step, stepExamples } from '../examples';

/** `aws:executeScript` is ended after so many seconds (Systems Manager user guide, aws:executeScript). */
const longestScriptSeconds = 600;

/** Other actions that end by themselves (Systems Manager user guide, aws:executeAwsApi and aws:invokeLambdaFunction). */
const longestSeconds: Readonly<Record<string, number>> = {
  'aws:executeAwsApi': 25,
  'aws:invokeLambdaFunction': 300,
};

/** They give up after an hour (Systems Manager user guide, aws:waitForAwsResourceProperty and aws:changeInstanceState). */
const hourLong = new Set(['aws:waitForAwsResourceProperty', 'aws:changeInstanceState']);

const waitStep = (keys: readonly string[]) =>
  step('settle', 'aws:waitForAwsResourceProperty', keys, [
    'Service: lambda',
    'Api: GetFunctionConfiguration',
    'FunctionName: hello',
    'PropertySelector: $.LastUpdateStatus',
    'DesiredValues: [Successful]',
  ]);

const scriptStep = (seconds: number) =>
  step(
    'attach',
    'aws:executeScript',
    [`timeoutSeconds: ${seconds}`],
    [
      'Runtime: python3.11',
      'Handler: handler',
      'Script: |',
      '  def handler(events, context):',
      '    return {}',
    ],
  );

const approveStep = (keys: readonly string[]) =>
  step('ask', 'aws:approve', keys, ["Approvers: ['arn:aws:iam::123456789012:role/game-day']"]);

/** Rules about how long a step may take. */
export const timeoutRules: readonly AutomationRule[] = [
  {
    code: 'SSM121',
    severity: 'warning',
    title: 'a step that waits for an hour unless told otherwise',
    explanation:
      'Without `timeoutSeconds`, `aws:waitForAwsResourceProperty` and `aws:changeInstanceState` give up after 3,600 seconds. That is ' +
      'longer than most experiments: the step is cut by the `maxDuration` of the FIS action, which counts as success.',
    examples: stepExamples([waitStep([])], [waitStep(['timeoutSeconds: 120'])]),
    source: 'waitForProperty',
    *check({ steps }) {
      for (const {
        path,
        action,
        step: { timeoutSeconds },
      } of steps) {
        if (action === undefined || !hourLong.has(action) || timeoutSeconds !== undefined) continue;
        const message = `${action} waits for up to 3600 seconds without timeoutSeconds; say how long it may take`;
        yield { path: [...path, 'action'], message };
      }
    },
  },
  {
    code: 'SSM122',
    severity: 'error',
    title: 'a script that is to run for more than ten minutes',
    explanation:
      'Systems Manager ends a script after 600 seconds, whatever `timeoutSeconds` says. A script that waits out the fault is cut in ' +
      'the midst, and what it was to restore stays as it is: wait with `aws:sleep`, between one script that breaks and one that mends.',
    examples: stepExamples([scriptStep(900)], [scriptStep(600)]),
    source: 'executeScript',
    *check({ steps }) {
      for (const placed of steps) {
        const seconds = placed.action === 'aws:executeScript' ? timeoutOf(placed) : undefined;
        if (seconds === undefined || seconds <= longestScriptSeconds) continue;
        const message = `${seconds} seconds are more than a script may run; use at most ${longestScriptSeconds}, and aws:sleep to wait`;
        yield { path: [...placed.path, 'timeoutSeconds'], message };
      }
    },
  },
  {
    code: 'SSM123',
    severity: 'warning',
    title: 'a time-out that the action never reaches',
    explanation:
      '`aws:executeAwsApi` takes at most 25 seconds and `aws:invokeLambdaFunction` at most 300. A longer `timeoutSeconds` does not ' +
      'change that: who counts on it finds the step failed long before.',
    examples: stepExamples(
      [callStep('detach', ['timeoutSeconds: 120'])],
      [callStep('detach', ['timeoutSeconds: 20'])],
    ),
    source: 'executeAwsApi',
    *check({ steps }) {
      for (const placed of steps) {
        const longest = longestSeconds[placed.action ?? ''];
        const seconds = timeoutOf(placed);
        if (longest === undefined || seconds === undefined || seconds <= longest) continue;
        const message = `${seconds} seconds are never reached: ${placed.action ?? ''} ends after ${longest}; use at most ${longest}`;
        yield { path: [...placed.path, 'timeoutSeconds'], message };
      }
    },
  },
  {
    code: 'SSM124',
    severity: 'warning',
    title: 'a step that waits for a person, without bound',
    explanation:
      '`aws:approve` waits for seven days and `aws:pause` until somebody resumes it. A fault that was attached before stays for as ' +
      'long. Say with `timeoutSeconds` when to go on without them, and with `onFailure` how.',
    examples: stepExamples(
      [approveStep([]), sleepStep('hold')],
      [approveStep(['timeoutSeconds: 3600']), sleepStep('hold')],
    ),
    source: 'approve',
    *check({ steps }) {
      for (const {
        path,
        action,
        step: { timeoutSeconds },
      } of steps) {
        if (timeoutSeconds !== undefined || (action !== 'aws:approve' && action !== 'aws:pause')) continue;
        const howLong = action === 'aws:approve' ? 'for up to seven days' : 'until somebody resumes it';
        const message = `${action} waits ${howLong} without timeoutSeconds; say how long it may take`;
        yield { path: [...path, 'action'], message };
      }
    },
  },
];

/** The seconds of `timeoutSeconds`, in quotes too; undefined where a parameter gives them. */
function timeoutOf({ step: { timeoutSeconds } }: PlacedStep): number | undefined {
  const seconds = typeof timeoutSeconds === 'string' ? Number(timeoutSeconds) : timeoutSeconds;
  return typeof seconds === 'number' && Number.isFinite(seconds) ? seconds : undefined;
}
