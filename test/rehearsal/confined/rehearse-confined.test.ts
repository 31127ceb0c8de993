import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Message } from '../../../experiment/journal/messages';
import type { PreflightResult } from '../../../experiment/journal/preflight-result';
import { Interpreters } from '../../../rehearsal/confined/interpreters';
import { rehearseConfined, type ConfinedRehearsalProps } from '../../../rehearsal/confined/rehearse-confined';
import { scratchFolder } from '../../support/temporary-folder';

const folder = scratchFolder();

/** Rehearses in a process that code from outside has got hold of, and that says this. */
function rehearsalThatSays(...messages: readonly unknown[]) {
  const bundle = join(folder, 'world.cjs');
  writeFileSync(
    bundle,
    `() => process.on('message', () => { for (const message of ${JSON.stringify(messages)}) process.send(message); });`,
  );
  const heard: (Message | PreflightResult)[] = [];
  const hear = (message: Message | PreflightResult): void => {
    if ('entry' in message)
      heard.push({ ...message, entry: { ...message.entry, at: message.entry.at.trim() } });
    else heard.push(message);
  };
  const ended = rehearseConfined({
    bundle,
    interpreters: new Interpreters(0),
    configuration: { regions: new Map(), blocks: [] },
    report: hear,
    checked: hear,
    seed: 1,
  } as unknown as ConfinedRehearsalProps);
  return { ended, heard };
}

describe('what a process says that code from outside has got hold of', () => {
  it('ends the rehearsal where it is a journal that is none, and names what is wrong', async () => {
    const { ended } = rehearsalThatSays({ kind: 'journal', journal: { schemaVersion: 1, verdict: 'held' } });
    await expect(ended).rejects.toThrow(
      /^the rehearsing process is not understood: a journal that is none: .*; \d+ more of it are wrong$/,
    );
  });

  it.each([
    ['null', null],
    ['a message without its entry', { kind: 'message', message: { kind: 'event', entry: null } }],
    ['a message that is none', { kind: 'message' }],
  ])('ends the rehearsal with one error where it is %s', async (_, message) => {
    await expect(rehearsalThatSays(message).ended).rejects.toThrow(
      'the rehearsing process is not understood',
    );
  });

  it('reaches no terminal with anything that this would obey', async () => {
    const { ended, heard } = rehearsalThatSays(
      { kind: 'message', message: { kind: 'phase', phase: '\u001b[2Jbaseline', detail: 'a\u202eb' } },
      { kind: 'checked', result: { name: 'lease\u0007', measured: '\u001b]0;title\u0007' } },
      { kind: 'failed', message: 'no \u001b[31mred\u001b[0m\u0008' },
    );
    await expect(ended).rejects.toThrow(/^no red$/);
    expect(heard).toEqual([
      { kind: 'phase', phase: 'baseline', detail: 'ab' },
      { name: 'lease', measured: ']0;title' },
    ]);
  });
});
