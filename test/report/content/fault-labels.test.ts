import { createColors } from 'picocolors';
import type { Journal } from '../../../experiment/journal/journal';
import { unknownFault } from '../../../experiment/fault/fault-record';
import { faultName, faultSource, faultWords } from '../../../report/content/fault-labels';
import { faultBut } from '../../experiment/support/evidence';
import { held, older } from '../support/journals';
import { visibleText } from '../support/markup';
import { markdownOf, pageOf, terminalOf } from '../support/drawn';

describe('the fault in words', () => {
  it('has its kind, latency, probability, targets, time-outs and expiry', () => {
    expect(faultWords(faultBut())).toBe(
      '60 s of latency in every invocation of lab-health and lab-hello, which time out after 10 s; ' +
        'it expires by itself 25 min after it was attached',
    );
    const seldom = faultBut({ latencySeconds: 2.5, probability: 0.3, expiresAfterMinutes: 90 }, [
      'lab-hello',
    ]);
    expect(faultWords(seldom)).toBe(
      '2.5 s of latency in 30 % of the invocations of lab-hello, which times out after 10 s; ' +
        'it expires by itself 1 h 30 min after it was attached',
    );
  });

  it('says what is not known', () => {
    const nothing = {
      latencySeconds: null,
      probability: null,
      expiresAfterMinutes: null,
      timeoutSeconds: null,
    };
    expect(faultWords(faultBut(nothing))).toBe(
      'latency of an unknown length in an unknown share of the invocations of lab-health and lab-hello, ' +
        'whose time-out is not known; when it expires by itself is not known',
    );
    expect(faultWords(unknownFault('AccessDeniedException'))).toBe('not known: AccessDeniedException');
    expect(faultWords(undefined)).toBe('not told by this journal, which an older lab has written');
  });

  it('tells targets apart that are not alike', () => {
    const [health, hello] = [faultBut({}, ['lab-health']), faultBut({ latencySeconds: 3 }, ['lab-hello'])];
    expect(faultWords({ ...health, targets: [...health.targets, ...hello.targets] })).toMatch(
      /^60 s of latency in every invocation of lab-health, .*; 3 s of latency in every invocation of lab-hello, /,
    );
  });

  it.each([
    [faultBut(), '60 s of latency'],
    [faultBut({ probability: 0.3 }), '60 s of latency in 30 % of invocations'],
    [faultBut({ latencySeconds: null }), 'the fault'],
    [undefined, 'the fault'],
  ])('has a short name: %#', (fault, name) => {
    expect(faultName(fault)).toBe(name);
  });

  it('has a source, once', () => {
    expect(faultSource(faultBut())).toMatch(/^FIS template EXTus/);
    expect(faultSource(unknownFault('why'))).toBeNull();
    expect(faultSource(undefined)).toBeNull();
  });
});

const terminal = (journal: Journal): string =>
  terminalOf(journal, createColors(false), 110).replaceAll(/\n +/g, ' ');

describe.each([
  ['on the terminal', terminal],
  ['as a page', (journal: Journal) => visibleText(pageOf(journal)).replaceAll('\u00a0', ' ')],
  ['as Markdown', (journal: Journal) => markdownOf(journal).replaceAll('\\', '')],
])('the report %s', (_where, report) => {
  it('says what the fault was, and where that was read', () => {
    const text = report(held());
    expect(text).toContain(faultWords(held().fault));
    expect(text).toContain(faultSource(held().fault));
    expect(text).toMatch(/60 s of latency for 10 min (5 s|in us-east-1)/);
  });

  it('says that nobody knows what it was, and why', () => {
    expect(report(held({ fault: unknownFault('AccessDeniedException: no') }))).toContain(
      'not known: AccessDeniedException: no',
    );
    expect(report(older(held()))).toContain('not told by this journal, which an older lab has written');
  });
});
