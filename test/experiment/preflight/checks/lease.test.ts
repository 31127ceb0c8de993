import { LeaseTable } from '../../../../experiment/lease/lease-table';
import { worldClients } from '../../../../rehearsal/clients';
import { labs, onlyFailure, type PreflightLab } from '../support';

const deploy = labs();

/** Somebody takes the lease for eu-west-1 until a time of 2026-01-01. */
async function hold(lab: PreflightLab, until: string, holder = 'game day 1'): Promise<void> {
  const table = LeaseTable.of(worldClients(lab.world), lab.deployment);
  const moments = { since: '2026-01-01T12:00:00Z', until: `2026-01-01T${until}Z` };
  const lease = { region: 'eu-west-1', holder, who: 'arn:bob', version: '1', ...moments };
  await lab.world.clock.run(table!.write(lease, null));
}

it('passes where nobody holds the API, and where whoever did does not any more', async () => {
  const lab = await deploy();
  await hold(lab, '12:00:01');
  const results = await lab.preflight({ names: ['lease'] });
  expect(results).toMatchObject([
    { passed: true, measured: 'https://example.mydomain.com/api/hello is free' },
  ]);
});

it('says who holds the API, for which region, until when, and what ends that', async () => {
  const lab = await deploy();
  await hold(lab, '13:00:00');
  expect(onlyFailure(await lab.preflight())).toMatchObject({
    name: 'lease',
    passed: false,
    measured:
      'https://example.mydomain.com/api/hello is held for eu-west-1 until 2026-01-01T13:00:00Z, by game day 1 (arn:bob)',
    advice: expect.stringMatching(
      /npm run restore -- --region eu-west-1.* wait until 2026-01-01T13:00/,
    ) as string,
  });
});

it('passes for the game day that holds it, and for no other', async () => {
  const lab = await deploy();
  await hold(lab, '13:00:00');
  const [own] = await lab.preflight({ names: ['lease'], holder: 'game day 1' });
  const [other] = await lab.preflight({ names: ['lease'], holder: 'game day 2' });
  expect([own?.passed, other?.passed]).toEqual([true, false]);
});

it('does not pass where the table is not there, or may not be read', async () => {
  const lab = await deploy();
  lab.refuse('GetItem', 'ResourceNotFoundException', 'Requested resource not found');
  expect(onlyFailure(await lab.preflight())).toMatchObject({
    passed: false,
    measured: `there is no table ${lab.deployment.leaseTableArn}`,
    advice: expect.stringContaining('lease.tableExists') as string,
  });
  lab.refuse(
    'GetItem',
    'AccessDeniedException',
    'not authorized to perform: dynamodb:GetItem on resource: x',
  );
  expect(onlyFailure(await lab.preflight())).toMatchObject({
    passed: null,
    advice: 'allow these credentials dynamodb:GetItem, and run it again',
  });
});

it('does not pass where the outputs name no table', async () => {
  const lab = await deploy();
  const [result] = await lab.preflight({
    names: ['lease'],
    deployment: { ...lab.deployment, leaseTableArn: undefined },
  });
  expect(result).toMatchObject({
    passed: false,
    measured: expect.stringContaining('lease_table_arn') as string,
  });
});
