import journalSchema from '../../schemas/journal.schema.json';
import type { Problem } from '../../validation/findings/rule';
import { problemsOf } from '../../validation/json-schema/schema-reports';
import { validatorOf } from '../../validation/json-schema/validators';
import type { Deployment } from './deployment';
import { foreignNames } from '../ownership/foreign-names';

/**
 * What is wrong with a deployment that was read from outside: first every text and number that has not the form that AWS gives it; where all
 * have it, whatever is not of one lab. Empty where nothing is.
 */
export function deploymentProblems(deployment: Deployment): Problem[] {
  const validate = validatorOf({ schema: journalSchema, part: '#/definitions/deployment' });
  const formless = problemsOf(validate, deployment);
  return formless.length > 0 ? formless : foreignNames(deployment);
}
