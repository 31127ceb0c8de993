import { parseDocument } from 'yaml';

/** The parameter that says what the document does. */
const MODE = ['parameters', 'ChaosMode'];

const DESCRIPTION =
  'Takes the fault of the chaos extension away from a Lambda function, and can do nothing else. May be repeated at any time.';

/**
 * The same Automation document (YAML), which takes no other `ChaosMode` than DISABLED: Systems Manager refuses a value that is not among
 * the allowed ones (user guide, "Data elements and parameters").
 * @throws Error where the document has no such parameter
 */
export function detachOnly(documentText: string): string {
  const document = parseDocument(documentText);
  if (!document.hasIn(MODE)) throw new Error(`the document has no ${MODE.join('.')}`);
  document.set('description', DESCRIPTION);
  document.setIn([...MODE, 'description'], 'DISABLED puts the function back.');
  document.setIn([...MODE, 'default'], 'DISABLED');
  document.setIn([...MODE, 'allowedValues'], ['DISABLED']);
  // Lines stay as they are.
  return document.toString({ lineWidth: 0 });
}
