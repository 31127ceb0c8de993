import { everySeconds, type sharedLab } from './support';

/**
 * Two runners, the second of whom fails that region, and begins at each of twenty seconds after the first: one of them fails its region alone and
 * comes to its end, the other is told who holds the API.
 */
export async function expectOneToWin(
  lab: ReturnType<typeof sharedLab>,
  second: string,
  from: number,
): Promise<void> {
  for (const offset of everySeconds(1, from, Math.min(from + 19, 180))) {
    const shared = lab();
    const journals = await shared.run(Promise.all([shared.gameDay('us'), shared.gameDay(second, offset)]));
    const { together, seen } = shared.failing;
    const [winner, loser] = journals.toSorted(({ status: a }, { status: b }) => (a < b ? -1 : 1));
    expect({ offset, together, seen: [...seen] }).toEqual({
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
}
