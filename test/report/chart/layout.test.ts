import fc from 'fast-check';
import { BADGE_RADIUS, spread } from '../../../report/chart/badges';
import { fit, textWidth } from '../../../report/chart/text-width';
import { paragraph, row } from '../../../report/text/table';

describe('the discs of moments', () => {
  it('stay where they are when they have room', () => {
    expect(spread([50, 100, 300], 0, 400)).toEqual([50, 100, 300]);
  });

  it('move apart evenly when two moments are 10 pixels apart', () => {
    expect(spread([100, 110], 0, 400)).toEqual([97, 113]);
  });

  it('never overlap and never leave the plot, however close the moments are', () => {
    fc.assert(
      fc.property(fc.array(fc.float({ min: 0, max: 300, noNaN: true }), { maxLength: 6 }), (moments) => {
        const wanted = [...moments].sort((one, other) => one - other);
        const places = spread(wanted, 0, 300);

        return (
          places.length === wanted.length &&
          places.every((place, index) => {
            const before = index === 0 ? -Infinity : (places[index - 1] ?? 0);
            return place >= 0 && place <= 300.001 && place - before >= 2 * BADGE_RADIUS;
          })
        );
      }),
    );
  });
});

describe('a line for a log', () => {
  it('is no command to the runner of GitHub Actions, wherever a text is broken', () => {
    const texts = ['it holds\n::error::nothing does', 'it holds, as was seen ::error::nothing does'];

    for (const text of texts) {
      const lines = [...paragraph(text, 22, 2), ...row([{ text, width: 22 }], 2)];
      expect(lines.filter((line) => line.includes('error'))).toEqual([
        '  : :error::nothing does',
        '  : :error::nothing does',
      ]);
    }
    expect(paragraph('as ##[error] was', 40)).toEqual(['as # #[error] was']);
  });
});

describe('the estimated width of a text', () => {
  it('cuts a text only when it is too wide, and then says so', () => {
    expect(fit('Health us', 14, 200)).toBe('Health us');
    expect(fit('Requests answered by us', 14, 100)).toMatch(/^Requests.*…$/);
    expect(textWidth(fit('W'.repeat(99), 14, 100), 14)).toBeLessThanOrEqual(100);
  });
});
