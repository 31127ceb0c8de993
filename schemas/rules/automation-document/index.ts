import type { CheckRule } from '../rule';
import { circleRules } from './circles';
import { cleanUpRules } from './clean-up';
import { conditionRules } from './conditions';
import type { AutomationContext } from './context';
import { destinationRules } from './destinations';
import { scriptRules } from './execute-script';
import { expressionPlaceRules } from './expression-places';
import { togetherRules } from './inputs-together';
import { payloadRules } from './payload';
import { parameterLimitRules } from './parameter-limits';
import { parameterRules } from './parameters';
import { pythonRules } from './python-rules';
import { referenceRules } from './references';
import { scriptInputRules } from './script-inputs';
import { sizeRules } from './size';
import { sleepRules } from './sleep';
import { stepRules } from './steps';
import { timeoutRules } from './timeouts';
import { variableRules } from './variables';

/** What no schema can say about an SSM Automation document, in the order of the codes. */
export const automationRules: readonly CheckRule<AutomationContext>[] = [
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
