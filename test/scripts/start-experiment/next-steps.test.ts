import type { Journal } from '../../../experiment/journal/journal';
import { restoreCommandOf, resumeCommandOf, stillToDo } from '../../../scripts/start-experiment/next-steps';
import { held } from '../../report/support/journals';

const nextSteps = { restore: 'RESTORE', resume: 'RESUME' };

it.each<[string, Partial<Journal>, string[]]>([
  ['a game day that was restored', {}, []],
  ['one that restored and was interrupted', { status: 'interrupted' }, []],
  ['one that started nothing', { status: 'aborted', restored: { proven: null, differences: [] } }, []],
  [
    'one that could not prove it',
    { restored: { proven: false, differences: [] } },
    ['it is not proven that the functions were restored; to do so: RESTORE'],
  ],
  [
    'one that was interrupted and could not prove it',
    { status: 'interrupted', restored: { proven: false, differences: [] } },
    [
      'it is not proven that the functions were restored; to do so: RESTORE',
      'to take the game day up again: RESUME',
    ],
  ],
  [
    'one that its runner left, and that goes on',
    { status: 'running', restored: { proven: false, differences: [] } },
    [
      'the game day goes on without this runner; to follow it to its end: RESUME',
      'to end the fault now, and the experiment with it: RESTORE',
    ],
  ],
  [
    'one that its runner left when the functions had been restored',
    { status: 'running' },
    ['the game day goes on without this runner; to follow it to its end: RESUME'],
  ],
])('after %s', (_what, change, lines) => {
  expect(stillToDo(held(change), nextSteps)).toEqual(lines);
});

it.each([
  [{ outputs: 'outputs.json' }, 'npm run restore -- --outputs outputs.json --region us-east-1'],
  [{ outputs: '-' }, 'terraform output -json | npm run restore -- --outputs - --region us-east-1'],
  [
    { outputs: "it's here.json", set: ['alias=live', 'a=b c'] },
    "npm run restore -- --outputs 'it'\\''s here.json' --set alias=live --set 'a=b c' --region us-east-1",
  ],
])('names the same outputs to restore: %j', (options, command) => {
  expect(restoreCommandOf(options, 'us-east-1')).toBe(command);
});

it('names the journal to resume', () => {
  expect(resumeCommandOf('my reports/one/journal.json')).toBe(
    "npm run start-experiment -- --resume 'my reports/one/journal.json'",
  );
});
