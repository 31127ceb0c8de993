import { remember } from '../terraform/remember';

const expressionOf = remember((pattern) => {
  const escaped = pattern.replace(/[.+^${}()|[\]\\]/g, '\\$&');
  return new RegExp(`^${escaped.replaceAll('*', '.*').replaceAll('?', '.')}$`);
});

/** Whether a value matches a pattern of IAM, in which `*` stands for any characters and `?` for one. */
export function matchesPattern(pattern: string, value: string): boolean {
  return expressionOf(pattern).test(value);
}
