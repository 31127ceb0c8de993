import type { ValidateFunction } from 'ajv';

/**
 * Makes the validator of that name, without Ajv. Nothing here: where commands are bundled, kinds/standalone-validators.ts writes what stands
 * in place of this file.
 */
export function compiledBefore(_name: string): ValidateFunction | undefined {
  return undefined;
}
