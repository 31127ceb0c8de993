import { type Examples, json } from '../findings/rule';

/** What an example has in place of what a good template has; each a piece of JSON. */
export interface TemplateParts {
  /** The entries of `actions`. */
  readonly actions?: string;
  /** Further keys of the template, each with a comma after it. */
  readonly more?: string;
  readonly stopConditions?: string;
}

/** A small template that breaks no rule, beside the same one with other parts. */
export function templates(wrong: TemplateParts, right: TemplateParts = {}): Examples {
  return json(template(wrong), template(right));
}

/** An action that waits for so long. */
export function wait(duration: string): string {
  return `"Wait": { "actionId": "aws:fis:wait", "parameters": { "duration": "${duration}" } }`;
}

/** An action that starts an Automation document with these parameters, given as an object. */
export function startDocument(parameters: string): string {
  return `"Look": {
      "actionId": "aws:ssm:start-automation-execution",
      "parameters": {
        "documentArn": "arn:aws:ssm:us-east-1:123456789012:document/chaos-look",
        "documentParameters": ${JSON.stringify(parameters)},
        "maxDuration": "PT5M"
      }
    }`;
}

const alarm = `[
    { "source": "aws:cloudwatch:alarm", "value": "arn:aws:cloudwatch:us-east-1:123456789012:alarm:customers-elsewhere" }
  ]`;

function template({ actions = wait('PT10M'), more = '', stopConditions = alarm }: TemplateParts): string {
  return `{
  "description": "Hold for ten minutes",
  ${more === '' ? '' : `${more}\n  `}"actions": {
    ${actions}
  },
  "stopConditions": ${stopConditions},
  "roleArn": "arn:aws:iam::123456789012:role/fis-experiment"
}
`;
}

interface InstanceParts {
  readonly actionId?: string;
  readonly parameters?: string;
  readonly resourceType?: string;
  /** What tells the instances. */
  readonly by?: string;
}

/** A target of instances, and an action on it. */
export function rebootInstances(parts: InstanceParts): { readonly actions: string; readonly more: string } {
  const { actionId = 'aws:ec2:reboot-instances', resourceType = 'aws:ec2:instance' } = parts;
  const { parameters = '', by = '"resourceTags": { "Chaos": "yes" }' } = parts;
  return {
    more: `"targets": {
    "Chosen": {
      "resourceType": "${resourceType}",
      "selectionMode": "COUNT(1)",
      ${by}
    }
  },`,
    actions: `"Disturb": {
      "actionId": "${actionId}",
      "parameters": {${parameters === '' ? '' : ` ${parameters} `}},
      "targets": { "Instances": "Chosen" }
    }`,
  };
}
