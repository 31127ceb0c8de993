const ssm = 'https://docs.aws.amazon.com/systems-manager/latest/userguide';
const ssmApi = 'https://docs.aws.amazon.com/systems-manager/latest/APIReference';
const fis = 'https://docs.aws.amazon.com/fis/latest/userguide';
const fisApi = 'https://docs.aws.amazon.com/fis/latest/APIReference';

/** The pages that the rules lean on, by what they tell: AWS' documentation, or, for the lab's own rules, a page of this repository. */
export const sources = {
  automationDocument: `${ssm}/documents-schemas-features.html`,
  automationParameters: `${ssm}/documents-syntax-data-elements-parameters.html`,
  automationActions: `${ssm}/automation-actions.html`,
  automationVariables: `${ssm}/automation-variables.html`,
  automationBranching: `${ssm}/automation-branch-condition.html`,
  automationOutputs: `${ssm}/automation-action-outputs-inputs.html`,
  automationTimeouts: `${ssm}/automation-handling-timeouts.html`,
  executeScript: `${ssm}/automation-action-executeScript.html`,
  sleep: `${ssm}/automation-action-sleep.html`,
  branch: `${ssm}/automation-action-branch.html`,
  executeAwsApi: `${ssm}/automation-action-executeAwsApi.html`,
  updateVariable: `${ssm}/automation-action-update-variable.html`,
  waitForProperty: `${ssm}/automation-action-waitForAwsResourceProperty.html`,
  approve: `${ssm}/automation-action-approve.html`,
  loop: `${ssm}/automation-action-loop.html`,
  startAutomation: `${ssmApi}/API_StartAutomationExecution.html`,
  createDocument: `${ssmApi}/API_CreateDocument.html`,
  experimentTemplate: `${fisApi}/API_CreateExperimentTemplate.html`,
  experimentAction: `${fisApi}/API_CreateExperimentTemplateActionInput.html`,
  experimentActions: `${fis}/fis-actions-reference.html`,
  actionSequence: `${fis}/action-sequence.html`,
  experimentTargets: `${fis}/targets.html`,
  experimentOptions: `${fis}/experiment-options.html`,
  experimentQuotas: `${fis}/fis-quotas.html`,
  stopConditions: `${fis}/stop-conditions.html`,
  certificate: 'https://docs.aws.amazon.com/acm/latest/APIReference/API_RequestCertificate.html',
  healthOfEndpoints:
    'https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/dns-failover-determining-health-of-endpoints.html',
  throttling:
    'https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-request-throttling.html',
  python: 'https://docs.python.org/3.11/reference/index.html',
  json: 'https://www.rfc-editor.org/rfc/rfc8259',
  yaml: 'https://yaml.org/spec/1.2.2/',
  readme: 'README.md',
  safety: 'docs/safety.md',
  terraform: 'docs/terraform.md',
} as const;

/** One of the pages. */
export type SourceName = keyof typeof sources;
