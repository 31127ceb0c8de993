import type { ValuePath } from '../../findings/finding';
import { asText } from '../../parts';
import type { PlacedStep } from '../placed-step';
import { pythonFaults } from '../python/faults';
import { type PythonFunction, functionsOf } from '../python/functions';
import { type LogicalLine, type PythonFault, tokenize } from '../python/tokens';

/** A script in Python that stands in the document. */
export interface PlacedScript {
  readonly placed: PlacedStep;
  /** Of the string. */
  readonly path: ValuePath;
  readonly faults: readonly PythonFault[];
  /** As far as they can be read. */
  readonly lines: readonly LogicalLine[];
  readonly functions: readonly PythonFunction[];
}

/** A longer script does not fit into a document. */
const longestScript = 65_536;

/** The script of a step `aws:executeScript`, if it stands in the document, is Python and can be known before the document runs. */
export function pythonScriptOf(placed: PlacedStep): PlacedScript | undefined {
  const { action, inputs, path } = placed;
  const text = asText(inputs.Script);
  const isPython = action === 'aws:executeScript' && asText(inputs.Runtime)?.startsWith('python');
  if (isPython !== true || text === undefined || text.length > longestScript) return undefined;
  if (/^\s*\{\{[^{}]*\}\}\s*$/.test(text)) return undefined;
  const script = withoutExpressions(text);
  const tokenized = tokenize(script);
  return {
    placed,
    path: [...path, 'inputs', 'Script'],
    faults: pythonFaults(script, tokenized),
    lines: tokenized.lines,
    functions: functionsOf(tokenized.lines),
  };
}

/** What Systems Manager fills in is no Python yet: a name of the same length stands for it. */
function withoutExpressions(text: string): string {
  return text.replaceAll(/\{\{[ \t]*[\w.:/-]+[ \t]*\}\}/g, (found) => '_'.repeat(found.length));
}
