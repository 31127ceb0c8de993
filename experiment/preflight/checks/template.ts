import {
  parseExperimentTemplate,
  type ExperimentTemplate,
  type StopCondition,
} from '../../../validation/experiment-template/experiment-template';
import { InvalidFileError } from '../../../validation/findings/finding';
import type { DeployedRegion } from '../../deployment/deployment';
import { refuseForeign } from '../../ownership/ask-aws';
import { whyForeign } from '../../ownership/own-actions';
import { deployedTemplate, stopAlarmsOf } from '../template/deployed-template';
import { fine, wrong, type CheckProps, type Finding } from '../finding';
import { NOT_THERE } from '../not-there';
import { placeholderValues, STOP_ALARM, stopAlarmArns } from '../template/placeholder-values';
import { templateDifferences } from '../template/template-differences';

/** What findings call the local file, whose name is not known here. */
const FILE = 'the template file';

/** So many differences are shown. */
const MOST_SHOWN = 5;

/**
 * The template is there, and it is what the local file says.
 * @throws ForeignError where it is not the lab's: then nothing more is asked of AWS, whatever somebody would go on without
 */
export async function checkTemplate(props: CheckProps): Promise<Finding> {
  const { deployment, region } = props;
  const file = readFile(props.template);
  if (file instanceof InvalidFileError)
    return wrong(file.message.replaceAll('\n', '; '), 'correct the file; `npm run validate` checks it');
  const deployed = await deployedTemplate(props);
  const template = `template ${region.experimentTemplateId}`;
  const name = `${template} in ${region.region}`;
  if (deployed === null) return wrong(`there is no ${name}`, NOT_THERE);
  refuseForeign(template, region, whyForeign(deployed, deployment, region));
  const repeated = { ...file, stopConditions: stopConditionsOf(file, region) };
  const found = templateDifferences(repeated, deployed, placeholderValues(deployment, region));
  if (found.length === 0) {
    const [actions, alarms] = [Object.keys(deployed.actions ?? {}).length, stopAlarmsOf(deployed).length];
    return fine(
      `${name} equals the file: ${actions} actions, ${alarms} stop alarm${alarms === 1 ? '' : 's'}`,
    );
  }
  const more = found.length > MOST_SHOWN ? [`and ${found.length - MOST_SHOWN} more`] : [];
  return wrong(
    `${name} differs from the file: ${[...found.slice(0, MOST_SHOWN), ...more].join('; ')}`,
    'deploy again (`npm run cdktf -- deploy`), or name the file that was deployed (--template)',
  );
}

/** A stop condition that holds the placeholder of the stop alarms stands for each of them. */
function stopConditionsOf({ stopConditions }: ExperimentTemplate, region: DeployedRegion): StopCondition[] {
  return stopConditions.flatMap((condition) => {
    const { value } = condition;
    if (value?.includes(STOP_ALARM) !== true) return [condition];
    return stopAlarmArns(region).map((arn) => ({ ...condition, value: value.replace(STOP_ALARM, arn) }));
  });
}

function readFile(text: string): ExperimentTemplate | InvalidFileError {
  try {
    return parseExperimentTemplate(text, FILE);
  } catch (error) {
    if (error instanceof InvalidFileError) return error;
    throw error;
  }
}
