import { reportContent } from '../../report/content/report-content';
import { reportText } from '../../report/text/report-text';
import type { Configuration } from '../../rehearsal/services/lambda/configuration';
import { createColors } from 'picocolors';
import { labRehearsal } from './support/lab';
import { pythonPool } from './support/scripts';

const rehearseLab = labRehearsal(pythonPool());

const HELLO = 'chaos-lab-hello';
const HEALTH = 'chaos-lab-health';

/** Whether a function is one of these in the failed region. */
const oneOf =
  (...names: readonly string[]) =>
  ({ FunctionName: name, FunctionArn: arn }: Configuration): boolean =>
    names.includes(name) && arn.includes(':us-east-1:');

it('measures that the fault of the lab as it stands strikes both functions, and ends their invocations', async () => {
  const { inEffect } = await rehearseLab();
  expect(inEffect).toMatchObject([
    { functionName: HELLO, alias: 'live', effect: 'struck', lambda: { longestSeconds: 10 } },
    { functionName: HEALTH, alias: 'live', effect: 'struck', lambda: { longestSeconds: 10 } },
  ]);
  for (const { injected, lambda } of inEffect ?? []) {
    expect(injected).toBeGreaterThan(10);
    expect(lambda?.errors).toBe(injected);
    expect(lambda?.invocations).toBeGreaterThan(injected ?? 0);
  }
});

it('tells a fault that never strikes, because a wrapper leads the runtime past it, from one that hurts nobody', async () => {
  const journal = await rehearseLab({ prepare: (world) => world.passExtension(oneOf(HELLO, HEALTH)) });
  expect(journal).toMatchObject({
    status: 'completed',
    verdict: 'inconclusive',
    inEffect: [
      { effect: 'missed', injected: 0, lambda: { errors: 0 } },
      { effect: 'missed', injected: 0, lambda: { errors: 0 } },
    ],
  });
  expect(journal.diagnosis.map(({ finding }) => finding)).toEqual([
    `the fault was attached to ${HELLO} and ${HEALTH} and never struck`,
  ]);
  expect(reportText(reportContent(journal), createColors(false), 100)).toContain(
    `✗  ${HELLO}: struck nothing`,
  );
});

it('names the one function that the fault does not strike', async () => {
  const { inEffect, diagnosis } = await rehearseLab({
    prepare: (world) => world.passExtension(oneOf(HEALTH)),
  });
  expect(inEffect).toMatchObject([{ effect: 'struck' }, { effect: 'missed' }]);
  expect(diagnosis.map(({ finding }) => finding)).toContain(
    `the fault was attached to ${HEALTH} and never struck`,
  );
});

it("knows by Lambda's own metrics that the fault strikes, where the functions may not write their logs", async () => {
  const { inEffect, verdict } = await rehearseLab({
    edit: ({ resource }) => {
      for (const policy of Object.values(resource.aws_iam_role_policy ?? {}))
        policy.policy = String(policy.policy).replaceAll('logs:PutLogEvents', 'logs:GetLogEvents');
    },
  });
  expect(verdict).toBe('held');
  expect(inEffect).toMatchObject([
    { effect: 'struck', injected: 0, lambda: { longestSeconds: 10 } },
    { effect: 'struck', injected: 0, lambda: { longestSeconds: 10 } },
  ]);
});
