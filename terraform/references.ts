import type { Block } from './configuration';
import type { Expression } from './expression';
import { expressionsIn } from './template';

/** The addresses of the blocks that a block needs: those that it refers to, and those that it names in `depends_on`. */
export function dependenciesOf(block: Block): string[] {
  const referred = expressionsIn(block.arguments).flatMap((expression) => addressesIn(expression));
  return [...block.dependsOn, ...referred];
}

/** The addresses of the blocks that an expression refers to; `bound` are the names that a `for` gives to its items. */
function addressesIn(expression: Expression, bound: readonly string[] = []): string[] {
  const path = pathOf(expression);
  const [first, second, third] = path;
  if (first !== undefined && bound.includes(first)) return [];
  if (first === 'data' && second !== undefined && third !== undefined) return [`data.${second}.${third}`];
  if (first?.includes('_') === true && second !== undefined) return [`${first}.${second}`];
  const names = expression.kind === 'for' ? [...bound, expression.item] : bound;
  return childrenOf(expression).flatMap((child) => addressesIn(child, names));
}

function pathOf(expression: Expression): string[] {
  if (expression.kind === 'name') return [expression.name];
  if (expression.kind !== 'attribute' && expression.kind !== 'index') return [];
  const path = pathOf(expression.of);
  if (path.length === 0 || expression.kind === 'index') return path;
  return [...path, expression.name];
}

function childrenOf(expression: Expression): readonly Expression[] {
  switch (expression.kind) {
    case 'literal':
    case 'name':
      return [];
    case 'attribute':
      return [expression.of];
    case 'index':
      return [expression.of, expression.index];
    case 'list':
      return expression.items;
    case 'call':
      return expression.parameters;
    case 'binary':
      return [expression.left, expression.right];
    case 'for':
      return [
        expression.source,
        expression.value,
        ...(expression.condition === null ? [] : [expression.condition]),
      ];
  }
}
