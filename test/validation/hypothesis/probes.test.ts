import { readFileSync } from 'node:fs';
import schema from '../../../schemas/hypothesis.schema.json';
import { CHECK_KINDS } from '../../../validation/hypothesis/check-kinds';
import { PROBES, probeNamed } from '../../../validation/hypothesis/probes';
import { shellCommands } from '../../../validation/messages/commands';
import { probesPage } from '../../../validation/messages/probes-page';

const { probe, kind } = schema.properties.checks.items.properties;

describe('the probes of a hypothesis', () => {
  it('are those that the schema lets an editor offer', () => {
    expect(Object.keys(PROBES).sort()).toEqual([...probe.enum].sort());
  });

  it('serve kinds of checks that the schema knows', () => {
    expect(Object.keys(CHECK_KINDS)).toEqual(kind.enum);
  });

  it.each(['constructor', 'toString', '__proto__', undefined])('do not have one called %s', (name) => {
    expect(probeNamed(name)).toBeUndefined();
  });

  it(`stand on the page docs/probes.md as they do in the table; if not, run: ${shellCommands.probesPage}`, () => {
    expect(readFileSync('docs/probes.md', 'utf8')).toBe(probesPage());
  });
});
