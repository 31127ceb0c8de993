import { readFileSync } from 'node:fs';
import { detachOnly } from '../../modules/detach-only';
import { readParameters } from '../../rehearsal/services/ssm/automation-parameters';
import { parseAutomationDocument } from '../../validation/automation-document/automation-document';

const original = readFileSync('documents/chaos-extension.yaml', 'utf8');
const contentOf = (text: string) => parseAutomationDocument(text, 'YAML', 'document.yaml').content;

describe('the document, made so that it can only detach', () => {
  const content = contentOf(detachOnly(original));

  it('takes DISABLED, does so by default, and refuses to attach', () => {
    expect(content.parameters?.ChaosMode).toMatchObject({ default: 'DISABLED', allowedValues: ['DISABLED'] });
    expect(content.description).toMatch(/can do nothing else/);
    const given = {
      FunctionName: ['hello'],
      LayerArn: ['arn:aws:lambda:us-east-1:123456789012:layer:x:1'],
      AutomationAssumeRole: ['arn:aws:iam::123456789012:role/detach'],
    };
    expect(readParameters(content, given)).toMatchObject({ ChaosMode: 'DISABLED' });
    expect(() => readParameters(content, { ...given, ChaosMode: ['ENABLED'] })).toThrow('ChaosMode');
  });

  it('is the same otherwise, its script to the letter', () => {
    const before = contentOf(original);
    const { description, parameters } = before;
    const { ChaosMode } = parameters ?? {};
    expect({ ...content, description, parameters: { ...content.parameters, ChaosMode } }).toEqual(before);
  });

  it('cannot be made from a document without that mode', () => {
    expect(() => detachOnly('parameters: {}')).toThrow('the document has no parameters.ChaosMode');
  });
});
