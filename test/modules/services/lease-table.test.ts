import { manyRegions, resource, resources, synthesized, twoRegions } from '../synthesized';

it('is one table for the whole lab, in us-east-1 whatever its regions are, paid by the request', () => {
  const [, ...others] = manyRegions(3).regions;
  const [fault] = others;
  const elsewhere = { ...twoRegions, regions: others, fault: { ...twoRegions.fault, region: fault!.region } };
  for (const stack of [synthesized(), synthesized(elsewhere)]) {
    expect(resources(stack, 'aws_dynamodb_table')).toHaveLength(1);
    expect(resource(stack, 'aws_dynamodb_table', 'lease')).toMatchObject({
      provider: 'aws.us-east-1',
      name: 'chaos-lease-example.mydomain.com',
      billing_mode: 'PAY_PER_REQUEST',
      hash_key: 'url',
      attribute: [{ name: 'url', type: 'S' }],
    });
  }
});

it('has a name that follows from the host alone, so that every lab on an API finds the same', () => {
  const other = synthesized({ ...twoRegions, name: 'other-lab' });
  expect(resource(other, 'aws_dynamodb_table', 'lease').name).toBe('chaos-lease-example.mydomain.com');
});

it('has a name that DynamoDB takes, even for the longest host', () => {
  // The region's own host is longer, and a certificate takes 64 characters (LAB103).
  const longest = synthesized({
    ...twoRegions,
    ...{ host: 'a'.repeat(30), zone: `${'b'.repeat(20)}.example.com` },
  });
  expect(resource(longest, 'aws_dynamodb_table', 'lease').name).toMatch(/^[\w.-]{50,255}$/);
});

describe('where another lab on the same API has made it', () => {
  const stack = synthesized({ ...twoRegions, lease: { tableExists: true } });

  it('is looked up, and not made', () => {
    expect(resources(stack, 'aws_dynamodb_table')).toEqual([]);
    expect(stack.data.aws_dynamodb_table?.lease).toMatchObject({
      provider: 'aws.us-east-1',
      name: 'chaos-lease-example.mydomain.com',
    });
  });

  it('is used all the same', () => {
    const arn = '${data.aws_dynamodb_table.lease.arn}';
    expect(stack.output.lease_table_arn?.value).toBe(arn);
    const template = resource(stack, 'aws_fis_experiment_template', 'us-east-1_fault_experiment');
    expect(JSON.stringify(template)).toContain(arn);
  });
});
