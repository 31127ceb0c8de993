import { createColors } from 'picocolors';
import { priceOfRun } from '../../../experiment/price';
import { loadExperimentTemplate } from '../../../validation/experiment-template/experiment-template';
import { loadHypothesis } from '../../../validation/hypothesis/hypothesis-file';
import { planText, type Plan } from '../../../scripts/start-experiment/plan';
import { faultBut } from '../../experiment/support/evidence';
import { deployment, us } from '../../experiment/support/lab';

const template = loadExperimentTemplate('templates/region-latency.json');
const plan: Plan = {
  ...{ deployment, region: us, template, templateText: '' },
  hypothesis: loadHypothesis('hypotheses/region-failure.json'),
  fault: faultBut(),
  price: priceOfRun(template, 10),
  expected: null,
  restoreCommand: 'npm run restore -- --region us-east-1',
};
const text = (change: Partial<Plan> = {}, columns = 1000) =>
  planText({ ...plan, ...change }, createColors(false), columns).replaceAll(/\n +/g, ' ');

it.each([
  [
    'what it breaks',
    /^breaks +lab-hello and lab-health in us-east-1 \(us\), for 10 min and for real customers too: 60 s of latency in every invocation of lab-health and lab-hello, which time out after 10 s; it expires by itself 25 min after it was attached$/m,
  ],
  ['how long it takes', /^takes +about 24 min: 3 min before the fault, 10 min with it, 5 min after it/m],
  [
    'who calls',
    /^customers +44 in us, 29 in eu a minute, who call https:\/\/example\.mydomain\.com\/api\/hello$/m,
  ],
  ['who guards it', /^guarded by +the alarm lab-customers-outside-us: FIS stops the experiment/m],
  ['who ends it', /^ended by +the experiment's own last actions; .*npm run restore -- --region us-east-1; /m],
  [
    'what it costs, and what that leaves out',
    /^costs +FIS \$1\.40: 14 action-minutes \(S01_Wait 10, 4 actions of 1 each\) at \$0\.10, waiting too; \$4\.00 at most\. Lambda, CloudWatch .* not reckoned here$/m,
  ],
  ['that nobody knows what to expect', /^expected +not known: npm run rehearse shows/m],
])('says %s', (_what, line) => {
  expect(text()).toMatch(line);
});

it("counts every worker's customers", () => {
  const regions = [{ ...us, workers: 3 }];
  expect(text({ deployment: { ...deployment, regions } })).toMatch(/^customers +132 in us a minute/m);
});

it('names the rehearsal by which it knows what to expect', () => {
  const expected = {
    source: 'r/journal.json',
    secondsToDetect: 35,
    secondsToReroute: 95,
    checks: {},
    customers: {},
  };
  expect(text({ expected })).toMatch(
    /^expected +detected after 35 s, customers elsewhere after 1 min 35 s, by r\/journal\.json$/m,
  );
  expect(text({ expected: { ...expected, secondsToDetect: null, secondsToReroute: null } })).toMatch(
    /^expected +see r\/journal\.json$/m,
  );
});

it('says so where the price is not known', () => {
  expect(text({ price: null })).toMatch(/^costs +not known: /m);
});

it.each([60, 80, 100, 200])('stays within %i columns, and within 110', (columns) => {
  const lines = planText(plan, createColors(false), columns).split('\n');
  for (const line of lines) expect(line.length).toBeLessThanOrEqual(Math.min(columns, 110));
});
