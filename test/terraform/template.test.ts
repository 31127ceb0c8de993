import { NotUnderstood } from '../../terraform/not-understood';
import { evaluateValue, expressionsIn, type Scope } from '../../terraform/template';

const values: Readonly<Record<string, unknown>> = {
  count: 3,
  name: 'hello',
  list: ['a', 'b'],
  options: [
    { domain: 'us', record: '_us' },
    { domain: 'eu', record: '_eu' },
  ],
  tree: { branch: { leaf: 'green', none: null } },
};
const scope: Scope = (name) => values[name];

describe('a template', () => {
  it.each([
    ['plain text', 'plain text'],
    ['', ''],
    ['${name}', 'hello'],
    ['say ${name}, ${name}!', 'say hello, hello!'],
    ['${count} and ${true}', '3 and true'],
    ['${tree.branch.leaf}', 'green'],
    ['${tree["branch"].leaf}', 'green'],
    ['${"a } in quotes"}', 'a } in quotes'],
    ['${"say ${name}"}', 'say hello'],
    ['$${name} costs 5 $', '${name} costs 5 $'],
    ['100 %%{if}', '100 %{if}'],
    ['$${name} is ${name}', '${name} is hello'],
    ['${jsonencode(list)}', '["a","b"]'],
    ['${[for o in options : o.record if o.domain == "eu"][0]}', '_eu'],
    ['${[for o in options : o.record if o.domain != "eu"][0]}.', '_us.'],
  ])('%j becomes %j', (text, expected) => {
    expect(evaluateValue(text, scope)).toBe(expected);
  });

  it.each([
    ['${count}', 3],
    ['${list}', ['a', 'b']],
    ['${tolist(list)}', ['a', 'b']],
    ['${tree.branch.none}', null],
    ['${count == 3}', true],
    ['${[for o in options : o.domain]}', ['us', 'eu']],
    ['${[for o in options : o.domain if o.domain == "mars"]}', []],
  ])('that is nothing but the expression %s keeps its type', (text, expected) => {
    expect(evaluateValue(text, scope)).toEqual(expected);
  });

  it('is filled wherever it stands in a value, and nothing else is touched', () => {
    const value = { a: [{ b: '${name}', c: 1 }, null, true], d: 'x-${count}' };
    expect(evaluateValue(value, scope)).toEqual({ a: [{ b: 'hello', c: 1 }, null, true], d: 'x-3' });
  });

  it('gives its references in the order in which they stand', () => {
    const value = { first: '${b} and ${a}', second: ['$${no}', '${c}'], third: 5 };
    const names = expressionsIn(value).map((expression) =>
      expression.kind === 'name' ? expression.name : '',
    );
    expect(names).toEqual(['b', 'a', 'c']);
  });

  it.each([
    ['%{ if name }x%{ endif }', 'the template directive'],
    ['${name', 'the string ${name, whose expression does not end'],
    ['the ${list}', 'a object inside the string'],
    ['the ${tree.branch.none}', 'a null inside the string'],
    ['${count + 1}', "Terraform's operator +"],
    ['${upper(name)}', "Terraform's function upper"],
    ['${jsonencode(name, name)}', "Terraform's function jsonencode"],
    ['${[for o in tree : o]}', 'a for expression over something that is no list'],
    ['${tree.trunk}', 'the attribute trunk'],
    ['${list[2]}', 'the attribute 2'],
    ['${list.length}', 'the attribute length'],
    ['${name.length}', 'the attribute length'],
  ])('refuses %s by name', (text, what) => {
    const evaluate = (): unknown => evaluateValue(text, scope);
    expect(evaluate).toThrow(what);
    expect(evaluate).toThrow(NotUnderstood);
  });

  it('refuses an expression as the name of an argument', () => {
    expect(() => evaluateValue({ variables: { '${name}': 'x' } }, scope)).toThrow(
      'an expression in the name ${name} is not understood',
    );
  });
});
