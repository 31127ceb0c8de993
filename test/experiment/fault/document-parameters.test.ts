import {
  attachmentsOf,
  documentParametersOf,
  functionOf,
  isAttaching,
} from '../../../experiment/fault/document-parameters';
import { templateOf } from '../support/template-of';
import { us } from '../support/lab';

it('reads what a FIS action hands to the document, a string or the first of a list', () => {
  const documentParameters = '{"FunctionName":"lab-hello","ChaosMode":["DISABLED"],"Other":3}';
  const read = documentParametersOf({ documentParameters });
  expect(read).toEqual({ FunctionName: 'lab-hello', ChaosMode: 'DISABLED' });
  expect(isAttaching(read)).toBe(false);
});

it.each([[undefined], ['{"FunctionName":'], ['null'], ['"text"']])(
  'reads nothing of %p',
  (documentParameters) => {
    expect(documentParametersOf({ documentParameters })).toEqual({});
  },
);

it.each([
  ['lab-hello', 'lab-hello'],
  ['arn:aws:lambda:us-east-1:123456789012:function:lab-hello', 'lab-hello'],
  ['arn:aws:lambda:us-east-1:123456789012:function:lab-hello:live', 'lab-hello'],
])('takes %s for the function %s', (FunctionName, name) => {
  expect(functionOf({ FunctionName })).toBe(name);
});

it('knows of no function where none is named', () => {
  expect(functionOf({})).toBeNull();
});

it('finds what a template attaches, by name, and not what it detaches or does with another document', () => {
  const template = templateOf(us);
  const { attachHello, attachHealth, ...others } = template.actions;
  const foreign = {
    ...attachHello,
    parameters: { ...attachHello.parameters, documentArn: 'arn:aws:ssm:us-east-1:1:document/other' },
  };
  const names = (actions: object) =>
    attachmentsOf({ actions } as Parameters<typeof attachmentsOf>[0], us.documentName).map(
      ({ functionName }) => functionName,
    );
  expect(names(template.actions)).toEqual(['lab-health', 'lab-hello']);
  expect(names({ ...others, attachHealth, foreign })).toEqual(['lab-health']);
  expect(names({})).toEqual([]);
});
