import type { ValidateFunction } from 'ajv';
import { createAjv } from '../../validation/json-schema/ajv';
import journalSchema from '../../schemas/journal.schema.json';
import type { Problem } from '../../validation/findings/rule';
import { problemsOf } from '../../validation/json-schema/schema-reports';
import type { Deployment } from './deployment';
import { foreignNames } from '../ownership/foreign-names';

let compiled: ValidateFunction | undefined;

/**
 * What is wrong with a deployment that was read from outside: first every text and number that has not the form that AWS gives it; where all
 * have it, whatever is not of one lab. Empty where nothing is.
 */
export function deploymentProblems(deployment: Deployment): Problem[] {
  compiled ??= createAjv()
    .addSchema(journalSchema)
    .compile({ $ref: `${journalSchema.$id}#/definitions/deployment` });
  const formless = problemsOf(compiled, deployment);
  return formless.length > 0 ? formless : foreignNames(deployment);
}
