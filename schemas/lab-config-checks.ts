import type { Finding } from './finding';
import type { LabConfig } from './lab-config';
import type { SourceFile } from './source-file';
import { choiceAdvice } from './suggestion';

/**
 * The room that a derived name keeps for its last part: resources are called `<name>-<label>-<part>`, and `<part>`, such as
 * `automation`, has at most this many characters.
 */
const longestNamePart = 24;

/** The tightest limit on a derived name: a role's (IAM API reference, CreateRole) and a function's (Lambda, CreateFunction). */
const longestResourceName = 64;

/** What the schema of `lab.config.json` cannot say. */
export function labConfigFindings(config: LabConfig, source: SourceFile): Finding[] {
  return [
    ...repeated(config, source, 'region', 'a region stands in the lab once'),
    ...repeated(config, source, 'label', 'each region needs its own label, for its own host name'),
    ...tooLongNames(config, source),
    ...tooLongHosts(config, source),
    ...foreignFault(config, source),
  ];
}

function* repeated(
  config: LabConfig,
  source: SourceFile,
  property: 'region' | 'label',
  rule: string,
): Iterable<Finding> {
  const values = config.regions.map((entry) => entry[property]);
  for (const [index, value] of values.entries()) {
    const first = values.indexOf(value);
    if (first === index) continue;
    yield source.finding(
      ['regions', index, property],
      `${JSON.stringify(value)} is also regions[${first}].${property}; ${rule}`,
    );
  }
}

function* tooLongNames({ name, regions }: LabConfig, source: SourceFile): Iterable<Finding> {
  for (const [index, { label }] of regions.entries()) {
    const room = longestResourceName - longestNamePart - '--'.length;
    if (name.length + label.length <= room) continue;
    yield source.finding(
      ['regions', index, 'label'],
      `"${name}" and "${label}" have ${name.length + label.length} characters together; use at most ${room}, ` +
        `because names such as ${name}-${label}-automation may have ${longestResourceName}`,
    );
  }
}

/** The first name of a certificate, here the region's own host, has at most so many characters (ACM user guide, RequestCertificate). */
const longestHost = 64;

function* tooLongHosts({ host, zone, regions }: LabConfig, source: SourceFile): Iterable<Finding> {
  for (const { label } of regions) {
    const name = `${host}.${label}.${zone}`;
    if (name.length <= longestHost) continue;
    yield source.finding(
      ['zone'],
      `gives the host ${name} of ${name.length} characters; a certificate takes at most ${longestHost}`,
    );
    return;
  }
}

function* foreignFault({ fault, regions }: LabConfig, source: SourceFile): Iterable<Finding> {
  const known = regions.map(({ region }) => region);
  if (known.includes(fault.region)) return;
  const wrong = JSON.stringify(fault.region);
  yield source.finding(
    ['fault', 'region'],
    `${wrong} is no region of this lab; ${choiceAdvice(fault.region, known)}`,
  );
}
