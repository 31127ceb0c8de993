import { withoutTraceback } from '../../../experiment/restore/without-traceback';

const TRACEBACK = `Traceback (most recent call last):
  File "Script", line 65, in handler
    return change(client, events)
  File "Script", line 84, in attach
    latest = settled(client, name)
`;

it.each([
  ['no traceback', 'no traceback'],
  [
    `Step fails. ${TRACEBACK}RuntimeError: no room`,
    'Step fails. RuntimeError: no room (the traceback: there)',
  ],
  [
    `first ${TRACEBACK}ValueError: a\nsecond ${TRACEBACK}ValueError: b`,
    'first ValueError: a\nsecond ValueError: b (the traceback: there)',
  ],
  ['Traceback (most recent call last): ValueError: a', 'ValueError: a (the traceback: there)'],
])('%j is shown as %j', (message, shown) => {
  expect(withoutTraceback(message, 'there')).toBe(shown);
});
