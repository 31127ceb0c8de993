import { KINDS } from '../../experiment/fault/kinds/kinds';
import { FAULTS } from '../../functions/chaos-extension/faults/faults';
import type { FaultKind } from '../../functions/chaos-extension/faults/fault-kind';
import { PREFIX } from '../../functions/chaos-extension/faults/variables';
import { shellCommands } from '../../validation/messages/commands';

/** The text of `docs/fault-kinds.md`: what the extension can inject, and how a game day asks for it. */
export function faultKindsPage(): string {
  return `<!-- prettier-ignore-start -->
<!-- Made by: ${shellCommands.faultKindsPage} -->

# Kinds of fault

The extension (\`functions/chaos-extension\`) injects a fault into the invocations of the function that it is attached to. It is told by the function's environment variables, which
the document writes. What it cannot read it does not inject. No kind outlives \`${PREFIX}EXPIRES_AT\`.

${FAULTS.map(section).join('\n')}
<!-- prettier-ignore-end -->
`;
}

function section({ kind, does, variables }: FaultKind): string {
  const known = Object.values(KINDS).find((each) => each.kind === kind);
  const asked =
    known === undefined
      ? 'No game day asks for it: the document does not know it.'
      : `A game day asks for it by ${Object.entries(known.parameters)
          .map(
            ([name, { byDefault }]) =>
              `the document's parameter \`${name}\` (${byDefault} where it is left out)`,
          )
          .join(' and ')}, which is ${known.setting}.`;
  return `## ${kind}

An invocation that it strikes ${does}.

${asked}

| what | variable |
| --- | --- |
${Object.entries(variables)
  .map(([what, name]) => `| ${what} | \`${PREFIX}${name}\` |\n`)
  .join('')}`;
}
