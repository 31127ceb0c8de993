import { readFileSync } from 'node:fs';
import { faultKindsPage } from '../../../scripts/pages/fault-kinds';
import { fisActionsPage } from '../../../scripts/pages/fis-actions';
import { shellCommands } from '../../../validation/messages/commands';

it.each([
  [shellCommands.faultKindsPage, 'docs/fault-kinds.md', faultKindsPage],
  [shellCommands.fisActionsPage, 'docs/fis-actions.md', fisActionsPage],
])('the page says what the code does; if not, run: %s', (_command, file, page) => {
  expect(readFileSync(file, 'utf8')).toBe(page());
});
