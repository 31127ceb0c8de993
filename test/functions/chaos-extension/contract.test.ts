import { readFileSync } from 'node:fs';
import { FAULTS } from '../../../functions/chaos-extension/faults/faults';
import { latency } from '../../../functions/chaos-extension/faults/latency';
import { PREFIX } from '../../../functions/chaos-extension/faults/variables';

const document = readFileSync('documents/chaos-extension.yaml', 'utf8');

/** The variables that are written for every kind of fault: how it ends, and how it is taken away. */
const COMMON = ['EXPIRES_AT', 'RESTORE', 'WRAPPED_EXEC_WRAPPER'];

describe('the document and the extension', () => {
  it('mean the same variables', () => {
    expect(document).toContain(`PREFIX = "${PREFIX}"`);
    const written = [...document.matchAll(/PREFIX \+ "(\w+)"/g)].map(([, name]) => name);

    expect([...new Set(written)].sort()).toEqual([...COMMON, ...Object.values(latency.variables)].sort());
  });

  it('have no variable that two kinds of fault read', () => {
    const names = FAULTS.flatMap(({ variables }) => Object.values(variables));

    expect(names).toEqual([...new Set(names)]);
    for (const common of COMMON) expect(names).not.toContain(common);
  });
});
