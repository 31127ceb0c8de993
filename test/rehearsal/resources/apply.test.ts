import { NotModelled } from '../../../rehearsal/not-modelled';
import { applyConfiguration, type Place, type ResourceModels } from '../../../rehearsal/resources/apply';
import { toConfiguration } from '../../../terraform/configuration';

const created: { name: string; values: unknown; place: Place }[] = [];
const models: ResourceModels = {
  aws_thing: {
    modelled: ['name', 'size', 'parts'],
    withoutEffect: ['tags'],
    create: (values, place) => {
      created.push({ name: place.address, values: values.values, place });
      return { arn: `arn:${place.region}:${place.address}`, options: [{ key: 'a', value: 'record' }] };
    },
  },
  'data.aws_zone': { modelled: ['name'], create: () => ({ zone_id: 'Z1' }) },
};

const provider = { aws: [{ region: 'us-east-1' }, { alias: 'eu', region: 'eu-west-1' }] };

function apply(resource: object, more: object = {}): Record<string, unknown> {
  created.length = 0;
  return applyConfiguration(toConfiguration({ provider, resource, ...more }, '/stack'), models);
}

describe('an apply', () => {
  it('makes everything once, what is referred to first', () => {
    apply({
      aws_thing: {
        c: { name: '${aws_thing.b.name}', parts: ['${aws_thing.a.arn}'] },
        b: { name: 'b-${aws_thing.a.arn}' },
        a: { name: 'a', depends_on: ['aws_thing.d'] },
        d: { name: 'd' },
      },
    });
    expect(created.map(({ name }) => name)).toEqual([
      'aws_thing.d',
      'aws_thing.a',
      'aws_thing.b',
      'aws_thing.c',
    ]);
    const b = 'b-arn:us-east-1:aws_thing.a';
    expect(created.at(-1)?.values).toEqual({ name: b, parts: ['arn:us-east-1:aws_thing.a'] });
  });

  it("makes a block in its provider's region, and tells it the stack's folder", () => {
    apply({ aws_thing: { a: { provider: 'aws.eu' } } });
    expect(created[0]?.place).toEqual({ address: 'aws_thing.a', region: 'eu-west-1', folder: '/stack' });
  });

  it('gives outputs their values, from resources and data sources', () => {
    const record = '${[for o in aws_thing.a.options : o.value if o.key == "a"][0]}';
    const more = {
      data: { aws_zone: { zone: { name: 'z' } } },
      output: { zone: { value: '${data.aws_zone.zone.zone_id}' }, record: { value: record } },
    };
    expect(apply({ aws_thing: { a: {} } }, more)).toEqual({ zone: 'Z1', record: 'record' });
  });

  it('follows a reference out of a for expression whose item is called like a resource', () => {
    const parts = ['${[for my_item in aws_thing.b.options : my_item.value][0]}'];
    apply({ aws_thing: { a: { parts }, b: {} } });
    expect(created.at(-1)?.values).toEqual({ parts: ['record'] });
  });

  it('passes over arguments that have no effect here', () => {
    expect(() => apply({ aws_thing: { a: { tags: { a: 'b' } } } })).not.toThrow();
  });

  it.each([
    ['a resource', { resource: { aws_vpc: { main: {} } } }, 'the Terraform resource aws_vpc (aws_vpc.main)'],
    ['a data source', { data: { aws_ami: { it: {} } } }, 'the Terraform data aws_ami (data.aws_ami.it)'],
    ['an argument', { resource: { aws_thing: { a: { colour: 1 } } } }, 'the argument colour (aws_thing.a)'],
    ['an expression', { resource: { aws_thing: { a: { name: '${b[*].c}' } } } }, 'the expression b[*].c'],
    [
      'a function',
      { resource: { aws_thing: { a: { name: '${upper("a")}' } } } },
      "Terraform's function upper",
    ],
    ['an operator', { output: { one: { value: '${1 + 1}' } } }, "Terraform's operator +"],
  ])('refuses %s that is not known here, by name and address', (_kind, blocks, what) => {
    const refused = (): unknown => apply({}, blocks);
    expect(refused).toThrow(`the rehearsal does not model ${what}`);
    expect(refused).toThrow(NotModelled);
  });

  it.each([
    ['an argument', { a: { name: '${aws_thing.b.arn}' } }],
    ['depends_on', { a: { depends_on: ['aws_thing.b'] } }],
    ['a nested string', { a: { name: '${jsonencode("${aws_thing.b.arn}")}' } }],
  ])('refuses a reference in %s to what is not there', (_where, things) => {
    expect(() => apply({ aws_thing: things })).toThrow(
      /refers to aws_thing\.b, which the configuration does not define/,
    );
    expect(created).toEqual([]);
  });

  it.each(['var.region', 'local.name', 'path.module', 'each.key'])(
    'refuses %s, which no block defines',
    (name) => {
      const output = { it: { value: `\${${name}}` } };
      expect(() => apply({}, { output })).toThrow(
        `refers to ${name}, which the configuration does not define`,
      );
    },
  );

  it('refuses a circle of references', () => {
    const things = { a: { name: '${aws_thing.b.arn}' }, b: { name: '${aws_thing.a.arn}' } };
    expect(() => apply({ aws_thing: things })).toThrow('aws_thing.a refers to itself');
    expect(created).toEqual([]);
  });

  it('refuses a provider that is not configured', () => {
    expect(() => apply({ aws_thing: { a: { provider: 'aws.mars' } } })).toThrow(
      'aws_thing.a uses the provider aws.mars, which is not configured',
    );
  });
});
