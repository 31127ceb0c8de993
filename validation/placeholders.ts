/**
 * Fills the placeholders `${Name}` of a text with what `valueOf` gives for each name; what it throws is passed on.
 */
export function fillPlaceholders(text: string, valueOf: (name: string) => string): string {
  return text.replaceAll(/\$\{([^{}]+)\}/g, (_, name: string) => valueOf(name));
}

/** Whether a text holds a placeholder, so that its value is known only after the synthesis. */
export function hasPlaceholder(text: string): boolean {
  return /\$\{[^{}]+\}/.test(text);
}

/** `${Name}`, `<YOUR ACCOUNT>` or `{{ region }}`: the first place of a text that is still to be filled in. */
export function anyPlaceholder(text: string): string | undefined {
  return /\$\{[^{}]+\}|\{\{[^{}]+\}\}|<[A-Z][A-Z0-9 _-]*>/.exec(text)?.[0];
}
