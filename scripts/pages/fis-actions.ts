import { ACTIONS } from '../../rehearsal/services/fis/actions/actions';
import { shellCommands } from '../../validation/messages/commands';

/** The text of `docs/fis-actions.md`: the actions of FIS that a rehearsal carries out. */
export function fisActionsPage(): string {
  const actions = [...ACTIONS.values()];
  return `<!-- prettier-ignore-start -->
<!-- Made by: ${shellCommands.fisActionsPage} -->

# Actions of FIS in a rehearsal

A rehearsal carries these out; a template with any other, or with another parameter, is refused by name. Durations are written as in ISO 8601, such as \`PT10M\`.

| action | parameters | what it does | when the experiment is stopped |
| --- | --- | --- | --- |
${actions.map(({ id, parameters, does, atStop }) => `| \`${id}\` | ${parameters.map((name) => `\`${name}\``).join(', ')} | ${does} | ${atStop} |\n`).join('')}
<!-- prettier-ignore-end -->
`;
}
