import { actionRules } from './actions';
import type { ExperimentRule } from './context';
import { documentParameterRules } from './document-parameters';
import { faultEndRules } from './fault-end';
import { orderRules } from './order';
import { documentFitRules } from './started-document-fit';
import { logRules, stopConditionRules } from './stop-conditions';
import { targetRules } from './targets';
import { templateRules } from './template';
import { timeRules } from './time';
import { unfilledRules } from './unfilled';

/** What no schema can say about a FIS experiment template, in the order of the codes. */
export const experimentRules: readonly ExperimentRule[] = [
  ...orderRules,
  ...timeRules,
  ...templateRules,
  ...actionRules,
  ...documentParameterRules,
  ...documentFitRules,
  ...targetRules,
  ...stopConditionRules,
  ...faultEndRules,
  ...unfilledRules,
  ...logRules,
];
