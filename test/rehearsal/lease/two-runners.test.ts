import { pythonPool } from '../support/scripts';
import { everySeconds, sharedLab } from './support';

const python = pythonPool(4);
const lab = sharedLab(python);

/** Two runners, one of whom begins so many seconds after the other. */
async function twoRunners(second: string, offset: number) {
  const shared = lab();
  const journals = await shared.run(Promise.all([shared.gameDay('us'), shared.gameDay(second, offset)]));
  return { journals, failing: shared.failing };
}

describe.each([
  ['one region', 'us'],
  ['different regions', 'eu'],
])('two runners that fail %s', (_which, second) => {
  it.each(everySeconds(20, 0, 180))(
    'never fail two at once, and the first comes to its end: at every second from %i s apart, for 20 s',
    async (from) => {
      for (const offset of everySeconds(1, from, Math.min(from + 19, 180))) {
        const { journals, failing } = await twoRunners(second, offset);
        const [winner, loser] = journals.toSorted(({ status: a }, { status: b }) => (a < b ? -1 : 1));
        expect({ offset, together: failing.together, seen: [...failing.seen] }).toEqual({
          ...{ offset, together: [], seen: [winner?.experiment.region] },
        });
        expect(winner).toMatchObject({ status: 'completed', restored: { proven: true } });
        expect(loser).toMatchObject({
          status: 'failed',
          reason: expect.stringMatching(/is held for .* until .*, by game day .*user\/operator/) as string,
          experiment: { id: null },
          restored: { proven: null },
        });
      }
    },
  );
});
