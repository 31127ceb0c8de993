import { PREFIX } from '../../../functions/chaos-extension/faults/variables';
import { ATTACHED } from '../../fault/kinds/kinds';
import type { AttachRequest } from './attach-request';

/** A pointer to a version, as far as the fault notes it. */
export interface AliasBefore {
  readonly version: string;
  readonly weights: Readonly<Record<string, number>>;
}

/** The variable with which a function is started through a wrapper (Lambda developer guide, "Modifying the runtime environment"). */
export const WRAPPER = 'AWS_LAMBDA_EXEC_WRAPPER';

/** Where the extension's layer has its wrapper. */
export const EXTENSION_WRAPPER = '/opt/bootstrap';

/** Whether a variable is one that the fault sets. */
export function isOfFaultVariable(name: string): boolean {
  return name === WRAPPER || name.startsWith(PREFIX);
}

/** Any moment: all are written in as many characters. */
const SOME_MOMENT = '2026-01-01T12:00:00Z';

/**
 * How many bytes a function's variables take while the fault is attached, by the formula of `with_fault` in
 * documents/chaos-extension.yaml.
 */
export function bytesWithFault(
  variables: Readonly<Record<string, string>>,
  alias: AliasBefore,
  { layerArn, parameters }: AttachRequest,
): number {
  const wrapper = variables[WRAPPER];
  const taken = Object.entries(variables).filter(([key]) => isOfFaultVariable(key));
  const note = { layer: layerArn, variables: Object.fromEntries(taken), ...alias };
  const withFault: Readonly<Record<string, string>> = {
    ...variables,
    [WRAPPER]: EXTENSION_WRAPPER,
    ...ATTACHED.variables(parameters),
    [`${PREFIX}EXPIRES_AT`]: SOME_MOMENT,
    ...(wrapper === undefined ? {} : { [`${PREFIX}WRAPPED_EXEC_WRAPPER`]: wrapper }),
    [`${PREFIX}RESTORE`]: asciiJson(note),
  };
  return Object.entries(withFault).reduce((sum, [key, value]) => sum + Buffer.byteLength(key + value), 0);
}

/** JSON as Python writes it, with escapes for whatever is not ASCII. */
function asciiJson(value: unknown): string {
  return JSON.stringify(value).replace(
    /[\u007f-\uffff]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
