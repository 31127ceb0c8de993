import fc from 'fast-check';
import { markdown, markdownCode, markdownRow } from '../../../report/markdown/escape';
import { onAws, refused, running } from '../support/aws-journals';
import { DENIED, held, refuted } from '../support/journals';
import { markdownOf } from '../support/drawn';

describe('the report as Markdown', () => {
  it('says what it was and what it came to before anything else', () => {
    expect(markdownOf(refuted()).split('\n').slice(0, 3)).toEqual([
      '## Game day ✗ refuted: us-east-1 (rehearsal)',
      '',
      expect.stringMatching(
        /^\*\*The hypothesis is refuted: 2 of 7 checks did not hold\.\*\* us-east-1 carried/,
      ),
    ]);
    expect(markdownOf(onAws())).toMatch(/^## Game day ✓ held: us-east-1 \(AWS\)\n/);
    expect(markdownOf(onAws())).not.toMatch(/virtual time/);
  });

  it('has a row for each check, with its values and what a rehearsal found', () => {
    expect(markdownOf(held())).toContain('| ✓ | the failed region is detected | 35 s | ≤ 1 min 30 s |\n');
    expect(markdownOf(onAws())).toContain(
      '| ✓ | the failed region is detected | 35 s | ≤ 1 min 30 s | 32 s |\n',
    );
  });

  it('gives every row of a table as many cells as it has titles', () => {
    for (const journal of [held(), refuted(), onAws(), running(), refused()]) {
      const tables = markdownOf(journal).match(/(?:^\|.*\n)+/gm) ?? [];
      for (const table of tables) {
        const widths = table
          .trimEnd()
          .split('\n')
          .map((row) => row.match(/(?<!\\)\|/g)?.length);
        expect(new Set(widths).size).toBe(1);
      }
    }
  });

  it('says what AWS denied, to whom and how often', () => {
    const text = markdownOf(held({ denied: DENIED }));
    expect(text).toContain(
      '### What AWS denied\n\n- lab-automation: lambda:UpdateAlias in us-east-1 12 times',
    );
    expect(markdownOf(held({ denied: [] }))).not.toContain('denied');
    const many = Array.from({ length: 12 }, () => DENIED).flat();
    expect(markdownOf(held({ denied: many }))).toContain('\n- and 14 more\n');
  });

  it('says what the evidence points at, and what to do', () => {
    const text = markdownOf(refuted());

    expect(text).toContain(
      '- **The health check of us-east-1 does not watch what it should.**<br>It stayed healthy',
    );
    expect(text).toContain('<br>*What to do:* Point the health check at example.us.mydomain.com.');
  });

  it('names the moments that did not come, and the customers who were lost', () => {
    const text = markdownOf(refuted());

    expect(text).toContain(
      "| **not detected** | – | – | the failed region's health check is unhealthy: not seen |",
    );
    expect(text).toContain('| us-east-1 (the failed region) | 880 | 444 | 50.5 % |');
  });

  it('says of a game day that was refused why, and nothing of moments, customers and checks', () => {
    const text = markdownOf(refused());

    expect(text).toMatch(/^## Game day not started: us-east-1 \(AWS\)\n/);
    expect(text).toContain('- ✗ **no-fault**: chaos-lab-hello carries the fault since');
    expect(text).toContain('**Restoration:** Nothing was started, so nothing was to be restored.');
    expect(text).not.toMatch(/### |not proven/);
  });

  it('says of a game day that is not over how to resume it', () => {
    expect(markdownOf(running())).toContain(
      'This is what was known at 2026-11-20 12:08:01 UTC. To resume it: `npm run start-experiment -- --resume EXP8GCr2mVvNxDQ1`',
    );
  });

  it('links nothing, mentions nobody and refers to no issue', () => {
    const reason = 'see https://evil.example/x?a=1|2, www.evil.example, @team, a@b.example, #12 and GH-3.';
    const text = markdownOf(held({ status: 'failed', verdict: 'inconclusive', reason }));

    expect(text).toContain(
      'see `https://evil.example/x?a=1|2`, `www.evil.example`, `@team`, `a@b.example`, `#12` and `GH-3`.',
    );
    expect(text.replace(/`[^`]*`/g, '')).not.toMatch(/https?:|www\.|@|#\d|\]\(/);
  });

  it('stays short enough for a comment, however long a traceback or the list of differences is', () => {
    const detail = 'Traceback: '.repeat(2000);
    const checks = Array.from({ length: 40 }, (_, index) => ({
      ...{ ...held().checks[0]!, name: `check ${index}`, held: false, detail },
    }));
    const differences = Array.from({ length: 500 }, (_, index) => `difference ${index}`);
    const text = markdownOf(refuted({ checks, reason: detail, restored: { proven: false, differences } }));

    expect(text.length).toBeLessThan(60_000);
    expect(text).toContain('- difference 9\n- and 490 more');
  });

  it('lets nothing of the journal mean anything in Markdown or HTML', () => {
    const evil = '</td><img src=x> | `code` **bold** _it_ ~~no~~ [a](b) ![c](d) $x$ \\| &lt;';
    const base = refuted();
    const text = markdownOf({
      ...base,
      reason: evil,
      hypothesis: { ...base.hypothesis, title: evil },
      experiment: { ...base.experiment, id: evil, templateId: evil, region: evil },
      checks: base.checks.map((check) => ({ ...check, name: evil, detail: evil, tolerance: evil })),
      customers: { [evil]: { requests: 1, failed: 1 } },
      diagnosis: [{ finding: evil, evidence: evil, advice: evil }],
      restored: { proven: false, differences: [evil] },
    });
    const outsideOfCode = text.replace(/(?<!\\)``.*?[^`]``(?!`)/g, '').replace(/(?<!\\)`[^`\n]*`/g, '');

    expect(outsideOfCode.replace(/<br>/g, '')).not.toMatch(/<(?!!)|(?<!\\)\[|(?<!\\)`|(?<!\\)~/);
  });
});

describe('escaping for Markdown', () => {
  it.each([
    ['# no heading', '\\# no heading'],
    ['- no list', '\\- no list'],
    ['1. no list', '1\\. no list'],
    ['---', '\\---'],
    ['= 0', '= 0'],
    ['50.5 %', '50.5 %'],
    ['S00_Attach*', 'S00\\_Attach\\*'],
    ['a < b & c', 'a &lt; b &amp; c'],
    ['two\nlines\tand\u001b[31m red', 'two lines and red'],
  ])('writes %j as %j', (text, escaped) => {
    expect(markdown(text)).toBe(escaped);
  });

  it('fences code with more backticks than it has', () => {
    expect(markdownCode('a``b')).toBe('```a``b```');
    expect(markdownCode('`')).toBe('`` ` ``');
    expect(markdownCode('')).toBe('');
  });

  it('keeps a cell a cell, whatever stands in it', () => {
    fc.assert(
      fc.property(
        fc.array(fc.string({ unit: 'binary', maxLength: 40 }), { minLength: 1, maxLength: 4 }),
        (texts) => {
          const row = markdownRow(
            texts.map((text, index) => (index % 2 === 0 ? markdown(text) : markdownCode(text))),
          );

          return !row.includes('\n') && (row.match(/(?<!\\)\|/g)?.length ?? 0) === texts.length + 1;
        },
      ),
    );
  });
});
