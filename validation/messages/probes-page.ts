import { CHECK_KINDS } from '../hypothesis/check-kinds';
import { PROBES, type Probe, type ProbeUnit } from '../hypothesis/probes';
import { shellCommands } from './commands';

const UNITS: Readonly<Record<ProbeUnit, string>> = {
  status: '1 or 0',
  share: '0 to 1; `0.01` is 1 %',
  seconds: 'seconds',
  count: 'a number',
};

/** The text of `docs/probes.md`: what a check of a hypothesis can ask, from the table that the rules are made from. */
export function probesPage(): string {
  const probes = Object.entries<Probe>(PROBES);
  return `<!-- prettier-ignore-start -->
<!-- Made by: ${shellCommands.probesPage} -->

# What a hypothesis can ask

A check of a hypothesis (\`hypotheses/region-failure.json\`) names a **kind**, which says when it looks, a **probe**, which says what is
measured, where the probe asks for them the **regions**, and a **tolerance**: a comparison and a number, such as \`<= 0.01\`. \`npm run validate\`
says where these do not fit together.

A check whose probe could not measure all that was due is neither held nor refuted, unless the part that was measured already breaks the
tolerance. Then the hypothesis is _inconclusive_.

## Kinds

| kind | the window of time |
| --- | --- |
${Object.entries(CHECK_KINDS)
  .map(([name, window]) => `| \`${name}\` | ${window} |\n`)
  .join('')}
## Probes

| probe | unit | \`regions\` | kind |
| --- | --- | --- | --- |
${probes.map(([name, probe]) => `| [\`${name}\`](#${name}) | ${UNITS[probe.unit]} | ${regionsOf(probe)} | ${probe.kind === null ? 'any' : `\`${probe.kind}\``} |\n`).join('')}
\`regions\` are \`all\`, \`failed\` (the one that is made to fail) or \`other\`; of several regions the worst value counts.

${probes.map(([name, { measures }]) => `### ${name}\n\nMeasures ${measures}.\n`).join('\n')}
<!-- prettier-ignore-end -->
`;
}

function regionsOf({ regions }: Probe): string {
  return regions === 'none' ? 'leave out' : `needed; ${regions} counts`;
}
