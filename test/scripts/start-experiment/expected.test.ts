import { mkdirSync, utimesSync } from 'node:fs';
import { join } from 'node:path';
import type { Journal } from '../../../experiment/journal/journal';
import { UsageError } from '../../../scripts/command-line/command-line';
import { expectedOf, findRehearsals, type RehearsalProps } from '../../../scripts/start-experiment/expected';
import { held } from '../../report/support/journals';
import { faultBut } from '../../experiment/support/evidence';
import { deployment, eu, us } from '../../experiment/support/lab';
import { temporaryFolder } from '../../support/temporary-folder';

const folder = temporaryFolder();
const fault = faultBut();
const rehearsal = (change: Partial<Journal> = {}) =>
  held({ world: 'rehearsal', deployment, fault, ...change });
const findExpected = (props: RehearsalProps, deployed = fault) =>
  expectedOf(findRehearsals(props), { region: props.region, fault: deployed });
let count = 0;

/** A folder of reports with these journals, the last of them the newest. */
function reportsOf(...journals: readonly Journal[]): string {
  const name = `reports-${(count += 1)}`;
  journals.forEach((journal, index) => {
    mkdirSync(folder.path(`${name}/${index}`), { recursive: true });
    const file = folder.write(`${name}/${index}/journal.json`, journal);
    utimesSync(file, index, index);
  });
  return folder.path(name);
}

it('is that of the newest rehearsal in which the hypothesis held', () => {
  const reports = reportsOf(rehearsal(), rehearsal(), rehearsal({ verdict: 'refuted' }));
  expect(findExpected({ reports, deployment, region: us })).toMatchObject({
    source: join(reports, '1', 'journal.json'),
    secondsToDetect: held().times.secondsToDetect,
  });
});

it.each<[string, Journal]>([
  ['a game day on AWS', rehearsal({ world: 'aws' })],
  ['of another load', rehearsal({ deployment: { ...deployment, regions: [{ ...us, workers: 2 }, eu] } })],
  [
    'of another region that fails',
    rehearsal({ deployment: { ...deployment, fault: { region: 'eu-west-1', minutes: 10 } } }),
  ],
  ['of another fault', rehearsal({ fault: faultBut({ latencySeconds: 3 }) })],
  ['of a fault that struck less often', rehearsal({ fault: faultBut({ probability: 0.3 }) })],
  ['of a fault in one function only', rehearsal({ fault: faultBut({}, ['lab-hello']) })],
  ['of functions with another time-out', rehearsal({ fault: faultBut({ timeoutSeconds: 29 }) })],
  ['of a fault of which something is not known', rehearsal({ fault: faultBut({ probability: null }) })],
  ['from a lab that did not say what the fault was', rehearsal({ fault: undefined })],
])('is not known where all there is is %s', (_what, journal) => {
  expect(findExpected({ reports: reportsOf(journal), deployment, region: us })).toBeNull();
});

it('is that of the region which is to fail, also where it is not the one that was deployed for it', () => {
  const journal = rehearsal({
    deployment: { ...deployment, fault: { ...deployment.fault, region: eu.region } },
    experiment: { ...held().experiment, region: eu.region },
  });
  expect(findExpected({ reports: reportsOf(journal), deployment, region: eu })).not.toBeNull();
});

it('is that of the newest rehearsal of the deployed fault, whatever was rehearsed since', () => {
  const reports = reportsOf(rehearsal(), rehearsal({ fault: faultBut({ latencySeconds: 3 }) }));
  expect(findExpected({ reports, deployment, region: us })).toMatchObject({
    source: join(reports, '0', 'journal.json'),
  });
});

it('is not known where nobody knows what is deployed', () => {
  const reports = reportsOf(rehearsal({ fault: faultBut({ probability: null }) }));
  expect(findExpected({ reports, deployment, region: us }, faultBut({ probability: null }))).toBeNull();
});

it('is not known where there are no reports', () => {
  expect(findExpected({ reports: folder.path('none'), deployment, region: us })).toBeNull();
});

describe('of a rehearsal that is named', () => {
  const find = (journal: Journal) => {
    const file = join(reportsOf(journal), '0', 'journal.json');
    return () => findExpected({ rehearsal: file, reports: folder.path('none'), deployment, region: us });
  };

  it('is what it found, also where it was refuted', () => {
    expect(find(rehearsal({ verdict: 'refuted' }))()).toMatchObject({ source: expect.any(String) as string });
  });

  it.each<[Partial<Journal>, string]>([
    [{ world: 'aws' }, 'that game day was on AWS'],
    [
      { fault: faultBut({ latencySeconds: 3 }) },
      'make one with npm run rehearse. Rehearsed: 3 s of latency in every invocation of lab-health and lab-hello, which time out ' +
        'after 10 s; it expires by itself 25 min after it was attached. Deployed: 60 s of latency in every',
    ],
    [
      { fault: undefined },
      'Rehearsed: not told by this journal, which an older lab has written. Deployed: 60 s',
    ],
    [
      { deployment: { ...deployment, apiUrl: 'https://other/' } },
      'it is of another deployment than this one',
    ],
  ])('is refused: %#', (change, message) => {
    expect(find(rehearsal(change))).toThrow(UsageError);
    expect(find(rehearsal(change))).toThrow(message);
  });
});
