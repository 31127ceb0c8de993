import fc from 'fast-check';
import { NotUnderstood } from '../../terraform/not-understood';
import { parseExpression, type Expression } from '../../terraform/expression';

const name = (text: string): Expression => ({ kind: 'name', name: text });
const literal = (value: string | number | boolean | null): Expression => ({ kind: 'literal', value });

describe('an expression', () => {
  it.each<[string, Expression]>([
    ['42', literal(42)],
    ['0.5', literal(0.5)],
    ['"a \\"b\\" }"', literal('a "b" }')],
    ['true', literal(true)],
    ['null', literal(null)],
    ['nullable', name('nullable')],
    ['a-b', name('a-b')],
    ['[1, a,]', { kind: 'list', items: [literal(1), name('a')] }],
    ['f()', { kind: 'call', name: 'f', parameters: [] }],
    ['a.b', { kind: 'attribute', of: name('a'), name: 'b' }],
    ['a[0]', { kind: 'index', of: name('a'), index: literal(0) }],
    ['a.0', { kind: 'index', of: name('a'), index: literal(0) }],
  ])('reads %s', (text, expected) => {
    expect(parseExpression(text)).toEqual(expected);
    expect(parseExpression(`  ( ${text} ) `)).toEqual(expected);
  });

  it('reads a for expression that looks one item up', () => {
    const attribute = (attributeName: string): Expression => ({
      kind: 'attribute',
      of: name('o'),
      name: attributeName,
    });
    expect(parseExpression('[for o in X : o.A if o.B == "c"][0]')).toEqual({
      kind: 'index',
      index: literal(0),
      of: {
        kind: 'for',
        item: 'o',
        source: name('X'),
        value: attribute('A'),
        condition: { kind: 'binary', operator: '==', left: attribute('B'), right: literal('c') },
      },
    });
  });

  it('reads a for expression without a condition', () => {
    expect(parseExpression('[for o in X : o]')).toMatchObject({ kind: 'for', condition: null });
  });

  it.each([
    'a ? b : c',
    '!a',
    '-1',
    'a.*.b',
    'a[*].b',
    'a < b',
    'a % b',
    '{ b = 1 }',
    '[for k, v in X : v]',
    '{for k in X : k => k}',
    'f(a...)',
    '<<EOT',
    'a b',
    'a.',
    '(a',
    '[a',
    'f(a',
    '',
    '"unended',
    '"\\q"',
    '[a "," b]',
    '[for o "in" X : o]',
    '[for o in X ":" o]',
  ])('refuses %j by name', (text) => {
    expect(() => parseExpression(text)).toThrow(new NotUnderstood(`the expression ${text}`));
  });

  it('reads back every expression that it can be written as', () => {
    const { expression } = fc.letrec<{ expression: Expression }>((tie) => ({
      expression: fc.oneof(
        { maxDepth: 4, withCrossShrink: true },
        fc.oneof(fc.nat(), fc.boolean(), fc.constant(null), fc.string()).map(literal),
        fc.constantFrom('alpha', 'aws_thing', 'b-2').map(name),
        fc.record({
          kind: fc.constant('binary' as const),
          operator: fc.constantFrom('||', '&&', '==', '!=', '+', '-', '*', '/'),
          left: tie('expression'),
          right: tie('expression'),
        }),
        fc.record({
          kind: fc.constant('list' as const),
          items: fc.array(tie('expression'), { maxLength: 3 }),
        }),
        fc.record({ kind: fc.constant('index' as const), of: tie('expression'), index: tie('expression') }),
        fc.record({
          kind: fc.constant('attribute' as const),
          of: tie('expression'),
          name: fc.constant('id'),
        }),
      ),
    }));
    fc.assert(
      fc.property(expression, (value) => {
        expect(parseExpression(written(value))).toEqual(value);
      }),
    );
  });

  it.each([
    ['a + b * c', 'a + (b * c)'],
    ['a - b - c', '(a - b) - c'],
    ['a == b + c', 'a == (b + c)'],
    ['a || b && c != d', 'a || (b && (c != d))'],
  ])('binds %s as %s', (text, bound) => {
    expect(parseExpression(text)).toEqual(parseExpression(bound));
  });
});

/** The expression as text, with a bracket around every part. */
function written(expression: Expression): string {
  switch (expression.kind) {
    case 'literal':
      return JSON.stringify(expression.value);
    case 'name':
      return expression.name;
    case 'list':
      return `[${expression.items.map(written).join(', ')}]`;
    case 'index':
      return `(${written(expression.of)})[${written(expression.index)}]`;
    case 'attribute':
      return `(${written(expression.of)}).${expression.name}`;
    case 'binary':
      return `(${written(expression.left)} ${expression.operator} ${written(expression.right)})`;
    case 'call':
    case 'for':
      throw new Error('not generated');
  }
}
