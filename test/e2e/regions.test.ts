import { regionHostOf, sharedHostOf } from '../../modules/lab';
import { LEASE_REGION } from '../../modules/services/lease-table';
import type { LabConfig, RegionConfig } from '../../validation/lab-config/lab-config';
import { manyRegions } from '../modules/synthesized';
import { whatIsThere } from './support/account';
import { outOfOrder } from './support/change-log';
import { ChangingLab } from './support/changing-lab';
import { suiteWith } from './support/tools';

const EMPTY = { exitCode: 0, changes: [] };

/** As the lab in `replacements.test.ts`, this one is changed by each test from whatever the one before it has made of it. */
suiteWith(
  'terraform',
  'provider',
  'moto',
  'boto3',
)('a lab of three regions', () => {
  const newcomers = ['sa-east-1', 'ca-central-1', 'eu-north-1', 'us-west-2'];
  let lab: ChangingLab;
  let config = manyRegions(3);

  beforeAll(async () => {
    lab = await ChangingLab.deploy(config);
  });
  // It is not there where it could not be deployed.
  afterAll(() => (lab as ChangingLab | undefined)?.close());

  /** A region that the lab never had, with a label that it never had unless another one's is given. */
  const newcomer = (label?: string): RegionConfig => {
    const region = newcomers.pop() ?? '';
    return {
      region,
      label: label ?? `n${newcomers.length}`,
      customers: { requestsPerMinute: 10, workers: 1 },
    };
  };

  /** Changes the lab, and says which providers were needed: those of the regions before and after, and the lease's. */
  const changeTo = async (regions: readonly RegionConfig[]) => {
    const before = config.regions;
    config = { ...config, regions, fault: { ...config.fault, region: regions[0]?.region ?? '' } };
    const change = await lab.change(config);
    expect(change.configured).toEqual(
      [...new Set([LEASE_REGION, ...[...before, ...regions].map(({ region }) => region)])].sort(),
    );
    expect(change.then).toEqual(EMPTY);
    return change;
  };

  /** Whether customers were sent elsewhere before anything of the region went, and nothing of it is left in the account. */
  const expectGone = async (region: string, healthCheckId: string, calls: readonly string[]) => {
    const shared = sharedHostOf(config);
    const record = new RegExp(`^DELETE ${shared} A ${region}$`);
    expect(outOfOrder(calls, record, new RegExp(`^DELETE ${region} /domainnames/${shared}`))).toEqual([]);
    expect(outOfOrder(calls, record, new RegExp(`^DeleteHealthCheck ${healthCheckId}$`))).toEqual([]);
    const account = await whatIsThere(lab.aws, [region]);
    const left = Object.keys(account).filter((kind) => kind.startsWith(region));
    // The API's lease stays, whatever its regions are.
    expect(left).toEqual(region === LEASE_REGION ? [`${LEASE_REGION} tables`] : []);
    expect(account.roles?.filter((name) => name.includes(region))).toEqual([]);
    expect(account['health checks']).not.toContain(healthCheckId);
  };

  /** Whether a region had all that answers customers before they were sent to it. */
  const expectServed = ({ region, label }: RegionConfig, calls: readonly string[]) => {
    const shared = sharedHostOf(config);
    const sent = new RegExp(`^CREATE ${shared} A ${region}$`);
    for (const needed of [
      `^POST ${region} /2015-03-31/functions/[\\w-]+/policy`,
      `^POST ${region} /restapis/\\w+/stages`,
      `^POST ${region} /domainnames/${shared}/basepathmappings$`,
      `^(CREATE|UPSERT) ${regionHostOf(config, label)} A$`,
      `^CreateHealthCheck ${regionHostOf(config, label)}$`,
    ]) {
      expect(outOfOrder(calls, new RegExp(needed), sent)).toEqual([]);
    }
  };

  it.each([
    ['first', ([, ...others]: readonly RegionConfig[], next: RegionConfig) => [...others, next]],
    ['middle', ([first, , last]: readonly RegionConfig[], next: RegionConfig) => [first, last, next]],
    ['last', ([first, middle]: readonly RegionConfig[], next: RegionConfig) => [next, first, middle]],
  ])('loses its %s one, gets another, and leaves nothing behind', async (_which, regionsOf) => {
    const before = await lab.deployment();
    const next = newcomer();
    const regions = regionsOf(config.regions, next).filter((region) => region !== undefined);
    const gone = before.regions.find(({ label }) => regions.every((region) => region.label !== label));
    const { calls } = await changeTo(regions);
    await expectGone(gone?.region ?? '', gone?.healthCheckId ?? '', calls);
    expectServed(next, calls);
  });

  it('lets another region take over a label, whose host answers all the while', async () => {
    const before = (await lab.deployment()).regions[1];
    const next = newcomer(before?.label);
    const { calls } = await changeTo(config.regions.map((each, index) => (index === 1 ? next : each)));
    await expectGone(before?.region ?? '', before?.healthCheckId ?? '', calls);
    expectServed(next, calls);
    const host = before?.host ?? '';
    expect(calls.filter((call) => call.endsWith(` ${host} A`))).toEqual([`UPSERT ${host} A`]);
    expect(
      outOfOrder(
        calls,
        new RegExp(`^POST ${next.region} /domainnames/${host}/basepathmappings$`),
        new RegExp(`^UPSERT ${host} A$`),
        new RegExp(`^DELETE ${before?.region ?? ''} /domainnames/${host}`),
      ),
    ).toEqual([]);
  });

  it('takes labels that are swapped, in one go', async () => {
    const [first, second, ...others] = config.regions;
    if (first === undefined || second === undefined) throw new Error('the lab has lost its regions');
    const swapped: LabConfig['regions'] = [
      { ...first, label: second.label },
      { ...second, label: first.label },
      ...others,
    ];
    const { calls } = await changeTo(swapped);
    const own = calls.filter((call) => call.endsWith(' A'));
    const hosts = [first, second].map(({ label }) => `UPSERT ${regionHostOf(config, label)} A`);
    expect(own.sort()).toEqual(hosts.sort());
  });
});
