import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { NotUnderstood } from '../../terraform/not-understood';
import { readConfiguration, toConfiguration } from '../../terraform/configuration';
import { scratchFolder } from '../support/temporary-folder';

const json = {
  '//': { metadata: {} },
  terraform: { required_providers: {} },
  provider: { aws: [{ region: 'us-east-1' }, { alias: 'eu', region: 'eu-west-1' }] },
  data: { aws_partition: { current: {} } },
  resource: {
    aws_thing: {
      one: {
        '//': {},
        provider: 'aws.eu',
        depends_on: ['aws_thing.two'],
        lifecycle: { create_before_destroy: true },
        size: '${aws_thing.two.size}',
      },
      two: { size: 2 },
    },
  },
  output: { size: { value: '${aws_thing.one.size}', description: 'how large' } },
};
const folder = scratchFolder();

describe('a configuration', () => {
  it('has the regions of its providers, by name', () => {
    const { regions } = toConfiguration(json, '/stack');
    expect([...regions]).toEqual([
      ['aws', 'us-east-1'],
      ['aws.eu', 'eu-west-1'],
    ]);
  });

  it("has blocks with their addresses, and without Terraform's own arguments", () => {
    const { blocks, folder: own } = toConfiguration(json, '/stack');
    expect(own).toBe('/stack');
    expect(blocks).toEqual([
      expect.objectContaining({ mode: 'data', address: 'data.aws_partition.current', provider: 'aws' }),
      {
        mode: 'resource',
        type: 'aws_thing',
        name: 'one',
        address: 'aws_thing.one',
        arguments: { size: '${aws_thing.two.size}' },
        dependsOn: ['aws_thing.two'],
        provider: 'aws.eu',
      },
      expect.objectContaining({ address: 'aws_thing.two', dependsOn: [], provider: 'aws' }),
    ]);
  });

  it('has the unevaluated values of its outputs', () => {
    expect(toConfiguration(json, '').outputs).toEqual({ size: '${aws_thing.one.size}' });
  });

  it('is read from a file, in whose folder file names start', () => {
    const path = join(folder, 'cdk.tf.json');
    writeFileSync(path, JSON.stringify(json));
    expect(readConfiguration(path)).toEqual(toConfiguration(json, folder));
  });

  it.each(['module', 'variable', 'locals', 'moved', 'import', 'check'])(
    'with %s blocks is refused',
    (key) => {
      const refused = (): unknown => toConfiguration({ ...json, [key]: {} }, '');
      expect(refused).toThrow(new NotUnderstood(`Terraform's ${key} blocks`));
    },
  );

  it.each(['count', 'for_each', 'provisioner', 'connection', 'dynamic'])(
    'with %s is refused, with its address',
    (key) => {
      const resource = { aws_thing: { many: { [key]: 2 } } };
      expect(() => toConfiguration({ resource }, '')).toThrow(
        new NotUnderstood(`Terraform's ${key}`, 'aws_thing.many'),
      );
    },
  );

  it('with a provider that assumes a role is refused', () => {
    const provider = { aws: [{ region: 'us-east-1', assume_role: [{}] }] };
    expect(() => toConfiguration({ provider }, '')).toThrow(
      new NotUnderstood('the provider argument assume_role'),
    );
  });
});
