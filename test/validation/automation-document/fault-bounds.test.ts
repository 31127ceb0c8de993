import { readFileSync } from 'node:fs';
import path from 'node:path';
import { EXPIRY_MARGIN_MINUTES } from '../../../modules/services/fault-experiment';
import { experimentTemplateKind } from '../../../validation/experiment-template/experiment-template';
import { loadAutomationDocument } from '../../../validation/automation-document/automation-document';
import { alone, findingsIn } from '../../../validation/kinds/file-kind';
import labConfig from '../../../schemas/lab-config.schema.json';
import { objectionTo } from '../../../validation/experiment-template/parameter-values';
import { SourceFile } from '../../../validation/files/source-file';

const PROJECT = path.join(__dirname, '..', '..', '..');
const DOCUMENT = path.join(PROJECT, 'documents', 'chaos-extension.yaml');
const TEMPLATE = path.join(PROJECT, 'templates', 'region-latency.json');

const { content } = loadAutomationDocument(DOCUMENT);
const { latencySeconds, minutes } = labConfig.properties.fault.properties;

/** What the document says to a value, before it starts. */
const objection = (name: string, value: string): string | undefined =>
  objectionTo(value, { ...content.parameters?.[name] });

describe('the bounds of the fault', () => {
  it.each([
    [
      'LatencySeconds',
      ['0', '0.5', '1', '60', '060', '899.99', '900', '900.0', String(latencySeconds.maximum)],
    ],
    ['Probability', ['0', '0.25', '1', '1.0']],
    [
      'ExpiresAfterMinutes',
      ['1', '9', '10', '99', '100', '699', '700', '780', String(minutes.maximum + EXPIRY_MARGIN_MINUTES)],
    ],
  ])('%s takes what the lab can ask for: %j', (name, values) => {
    expect(values.flatMap((value) => objection(name, value) ?? [])).toEqual([]);
  });

  it.each([
    ['LatencySeconds', '900.01'],
    ['LatencySeconds', '901'],
    ['LatencySeconds', '999'],
    ['LatencySeconds', '1000'],
    ['LatencySeconds', '60000'],
    ['LatencySeconds', '-1'],
    ['Probability', '1.1'],
    ['ExpiresAfterMinutes', '0'],
    ['ExpiresAfterMinutes', '781'],
    ['ExpiresAfterMinutes', '790'],
    ['ExpiresAfterMinutes', '800'],
    ['ExpiresAfterMinutes', '1000'],
    ['ExpiresAfterMinutes', '1.5'],
  ])('%s does not take %s', (name, value) => {
    expect(objection(name, value)).toContain(`"${value}" does not match`);
  });

  it.each([
    ['LatencySeconds', '${LatencySeconds}', '60000', 'The delay of an invocation, in seconds, 900 at most.'],
    [
      'ExpiresAfterMinutes',
      '${ExpiresAfterMinutes}',
      '1440',
      '780 at most, whatever becomes of everything else.',
    ],
  ])('%s is checked in the template too, where the document is known', (name, placeholder, value, words) => {
    const text = readFileSync(TEMPLATE, 'utf8').replaceAll(placeholder, value);
    const documents = [{ file: DOCUMENT, content: { ...content } }];
    const found = findingsIn(new SourceFile('t.json', text, 'JSON'), experimentTemplateKind, {
      ...alone,
      documents,
    });
    expect(found.map(({ code }) => code)).toEqual(['FIS126', 'FIS126']);
    expect(found[0]?.message).toContain(`"${name}": "${value}" does not match`);
    expect(found[0]?.message).toContain(words);
  });
});
