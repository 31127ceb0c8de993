import { releaseIn, releaseWords, type ServedTarget } from '../../../experiment/fault/releases';
import type { Release } from '../../../experiment/journal/journal';
import type { Snapshot } from '../../../experiment/fault/snapshot';

const AT = '2026-01-01T12:05:00.000Z';
const before: Snapshot = {
  functionName: 'lab-hello',
  variables: {},
  layers: [],
  alias: 'live',
  aliasVersion: '1',
  aliasWeights: {},
  versions: ['$LATEST', '1'],
  codeSha256: 'code-1',
  aliasCodeSha256: 'code-1',
};
const original: ServedTarget = {
  functionName: 'lab-hello',
  version: '1',
  codeSha256: 'code-1',
  carriesFault: false,
};
const release: Release = {
  functionName: 'lab-hello',
  alias: 'live',
  at: AT,
  from: { version: '1', codeSha256: 'code-1' },
  to: { version: '3', codeSha256: 'code-2' },
  withFault: true,
};
const seen = (served: Partial<ServedTarget>, known: readonly Release[] = [], snapshot = before) =>
  releaseIn(snapshot, known, { ...original, ...served }, AT);

describe('somebody has released', () => {
  it('where other code is served, with the fault or without it', () => {
    const theirs = { version: '3', codeSha256: 'code-2' };
    expect(seen({ ...theirs, carriesFault: true })).toEqual(release);
    expect(seen(theirs)).toEqual({ ...release, withFault: false });
  });

  it('where the same code is served by another version without the fault, as after an apply', () => {
    expect(seen({ version: '3' })).toMatchObject({
      to: { version: '3', codeSha256: 'code-1' },
      withFault: false,
    });
  });

  it('again, counted from what was released last', () => {
    expect(seen({ version: '4', codeSha256: 'code-3' }, [release])).toMatchObject({ from: release.to });
    expect(seen({}, [release])).toMatchObject({ from: release.to, to: { version: '1' } });
  });

  it('of this function, whatever was released of others', () => {
    const ofHealth = { ...release, functionName: 'lab-health' };
    expect(seen({ version: '3', codeSha256: 'code-2' }, [ofHealth])).toMatchObject({
      from: { version: '1' },
    });
  });
});

describe('nobody has released', () => {
  it.each<[string, Partial<ServedTarget>]>([
    ['what it served before', {}],
    ['the same code with the fault: that was attached', { version: '2', carriesFault: true }],
  ])('where the alias serves %s', (_what, served) => {
    expect(seen(served)).toBeNull();
  });

  it('where detaching has put the same without the fault in the place of a release', () => {
    expect(seen({ version: '4', codeSha256: 'code-2' }, [release])).toBeNull();
  });

  it('as far as the code of an older journal, which is not known, can tell', () => {
    const older = { ...before, aliasCodeSha256: undefined };
    expect(seen({ codeSha256: 'code-2' }, [], older)).toBeNull();
    expect(seen({ version: '3', codeSha256: 'code-2' }, [], older)).toMatchObject({
      from: { codeSha256: null },
    });
  });
});

it('says what was released', () => {
  expect(releaseWords(release)).toBe(
    'alias live of lab-hello served version 3 (code code-2) instead of version 1 (code code-1), and it carried the fault',
  );
  const same = { ...release, to: { version: '3', codeSha256: 'code-1' }, withFault: false };
  expect(releaseWords(same)).toBe(
    'alias live of lab-hello served version 3 (the same code) instead of version 1 (code code-1), and it carried no fault',
  );
  const unknown = { ...release, from: { version: '1', codeSha256: null } };
  expect(releaseWords(unknown)).toContain('instead of version 1 (unknown code)');
});
