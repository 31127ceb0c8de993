import { circleRules } from './flow/circles';
import { cleanUpRules } from './flow/clean-up';
import { conditionRules } from './flow/conditions';
import type { AutomationRule } from './context';
import { destinationRules } from './flow/destinations';
import { scriptRules } from './execute-script/execute-script';
import { expressionPlaceRules } from './references/expression-places';
import { togetherRules } from './steps/inputs-together';
import { payloadRules } from './execute-script/payload';
import { parameterLimitRules } from './parameters/parameter-limits';
import { parameterRules } from './parameters/parameters';
import { pythonRules } from './execute-script/python-rules';
import { referenceRules } from './references/references';
import { scriptInputRules } from './execute-script/script-inputs';
import { sizeRules } from './size';
import { sleepRules } from './flow/sleep';
import { stepRules } from './flow/steps';
import { timeoutRules } from './flow/timeouts';
import { variableRules } from './references/variables';

/** What no schema can say about an SSM Automation document, in the order of the codes. */
export const automationRules: readonly AutomationRule[] = [
  ...stepRules,
  ...destinationRules,
  ...circleRules,
  ...scriptRules,
  ...pythonRules,
  ...scriptInputRules,
  ...sleepRules,
  ...timeoutRules,
  ...cleanUpRules,
  ...referenceRules,
  ...expressionPlaceRules,
  ...payloadRules,
  ...parameterRules,
  ...parameterLimitRules,
  ...variableRules,
  ...conditionRules,
  ...togetherRules,
  ...sizeRules,
];
