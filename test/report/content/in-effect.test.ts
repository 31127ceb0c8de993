import { createColors } from 'picocolors';
import type { Journal } from '../../../experiment/journal/journal';
import type { Effect, InEffect } from '../../../experiment/journal/fault-record';
import { story } from '../../../report/content/headline';
import { inEffectRows } from '../../../report/content/in-effect-rows';
import { held } from '../support/journals';
import { markdownOf, pageOf, terminalOf } from '../support/drawn';

const target = (functionName: string, effect: Effect, changes: Partial<InEffect> = {}): InEffect => ({
  functionName,
  alias: 'live',
  effect,
  detail: `why ${functionName}`,
  injected: 1100,
  lambda: { invocations: 1204, errors: 3, longestSeconds: 0.306 },
  ...changes,
});

const UNREAD = { injected: null, lambda: null } as const;
const ALL = [
  target('one', 'struck'),
  target('two', 'missed', { injected: 0 }),
  target('three', 'not-invoked'),
  target('four', 'unknown', UNREAD),
];

const text = (journal: Journal) => terminalOf(journal, createColors(false), 100);
const plain = (html: string) => html.replace(/<[^>]*>/g, ' ').replace(/\s+/g, ' ');

describe('whether the fault struck', () => {
  const journal = held({ inEffect: ALL });

  it('is said in the terminal, with what it is concluded from', () => {
    expect(text(journal)).toContain(`In effect
  ✓  one: struck
     why one
  ✗  two: struck nothing
     why two
  ?  three: not invoked
     why three
  ?  four: cannot tell
     why four
`);
  });

  it('is a table on the page', () => {
    const html = pageOf(journal);
    expect(html).toContain('<h2 id="in-effect">In effect</h2>');
    expect(plain(html)).toContain('✓ one struck 1,100 of 1,204 3 0.31 s why one');
    expect(plain(html)).toContain('✗ two struck nothing 0 of 1,204 3 0.31 s why two');
    expect(plain(html)).toContain('? four cannot tell ? of ? ? ? why four');
  });

  it('is a table in Markdown, with the reason where it did not strike', () => {
    const markdown = markdownOf(journal);
    expect(markdown).toContain('### In effect');
    expect(markdown).toContain('| ✗ | two | struck nothing | 0 of 1,204 | 3 | 0.31 s |');
    expect(markdown).toContain('- **two**: why two');
    expect(markdown).not.toContain('why one');
  });

  it('is not asked by older journals, nor of what was never started', () => {
    const never = held({
      experiment: { ...held().experiment, id: null, clientToken: null },
      times: { ...held().times, startedAt: null },
      restored: { proven: null, differences: [] },
    });
    for (const journal of [held({ inEffect: undefined }), never]) {
      expect(inEffectRows(journal)).toBeNull();
      for (const report of [text, pageOf, markdownOf]) expect(report(journal)).not.toContain('In effect');
    }
  });

  it('cannot be told where the metrics were not read, and every report says so', () => {
    for (const report of [text, pageOf, markdownOf]) {
      expect(report(held({ inEffect: [] }))).toContain('It cannot be told: the metrics were not read.');
      expect(report(held({ inEffect: [], status: 'running' }))).toContain(
        'The metrics had not been read yet.',
      );
    }
  });
});

describe('the story of a game day', () => {
  it.each<[string, readonly InEffect[], readonly string[]]>([
    ['all of them', [target('one', 'struck'), target('two', 'struck')], []],
    ['none', [target('one', 'missed'), target('two', 'not-invoked')], ['It struck no invocation.']],
    ['some', [target('one', 'struck'), target('two', 'missed')], ['It struck no invocation of two.']],
    [
      'one not, and of the other it is not known',
      [target('one', 'missed'), target('two', 'unknown')],
      ['It struck no invocation of one.'],
    ],
    ['nobody knows how many', [target('one', 'unknown')], []],
  ])('says it where the fault struck not all of them: %s', (_which, inEffect, said) => {
    expect(story(held({ inEffect })).filter((sentence) => sentence.startsWith('It struck'))).toEqual(said);
  });

  it('does not say that the fault never went live where it struck', () => {
    const times = { ...held().times, faultStartedAt: null, faultLiveAt: null, targetLiveAt: null };
    expect(story(held({ times }))).toEqual(['Nobody saw the fault go live in us-east-1, and yet it struck.']);
    expect(story(held({ times, inEffect: [] }))).toEqual(['The fault never went live in us-east-1.']);
  });
});
