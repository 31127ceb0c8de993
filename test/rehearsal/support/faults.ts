import { CloudWatch } from '../../../rehearsal/services/cloudwatch/cloudwatch';
import { EventBridge } from '../../../rehearsal/services/event-bridge';
import { Fis } from '../../../rehearsal/services/fis/fis';
import { Ssm } from '../../../rehearsal/services/ssm/ssm';
import { allow, make, makeRole } from './make';
import { noPython } from './scripts';
import { emptyAccount, operator, START } from './context';

/** A document that does nothing for a while, and cleans up for ten seconds when it is cancelled. */
export const sleeping = {
  schemaVersion: '0.3',
  assumeRole: '{{ Role }}',
  parameters: { Role: { type: 'String' }, Duration: { type: 'String', default: 'PT10M' } },
  mainSteps: [{ name: 'Sleep', action: 'aws:sleep', inputs: { Duration: '{{ Duration }}' }, isEnd: true }],
};

/** The actions of a template: a wait, or the sleeping document, for so long. */
export interface ActionOf {
  readonly wait?: string;
  readonly document?: string;
  readonly maxDuration?: string;
  readonly parameters?: Readonly<Record<string, string>>;
  readonly after?: readonly string[];
}

/** What a role of FIS needs, here. */
export const FIS_STATEMENTS = [
  allow('ssm:StartAutomationExecution', 'ssm:GetAutomationExecution', 'ssm:StopAutomationExecution'),
  allow('iam:PassRole'),
];

/** An account with FIS, Systems Manager with the document `sleep`, CloudWatch and EventBridge. */
export function faultAccount({
  fisStatements = FIS_STATEMENTS,
  fisService = 'fis.amazonaws.com',
  ssmService = 'ssm.amazonaws.com',
} = {}) {
  const account = emptyAccount();
  const { api, iam, clock } = account;
  const cloudwatch = new CloudWatch(account, api);
  const events = new EventBridge(account, api, iam);
  const ssm = new Ssm(account, api, iam, noPython);
  const fis = new Fis(account, api, iam, cloudwatch, events);
  const documentRole = makeRole(iam.resources, { name: 'document', service: ssmService });
  const role_arn = makeRole(iam.resources, { name: 'fis', service: fisService, statements: fisStatements });
  const addDocument = (name: string, content: object) =>
    make(ssm.resources, 'aws_ssm_document', {
      name,
      content: JSON.stringify(content),
      document_type: 'Automation',
    });
  addDocument('sleep', sleeping);

  const addTemplate = (actions: Readonly<Record<string, ActionOf>>, more: object = {}): string => {
    const action = Object.entries(actions).map(
      ([name, { wait, document, maxDuration = 'PT1H', parameters, after = [] }]) => {
        const sleep = {
          documentArn: 'arn:aws:ssm:us-east-1:123456789012:document/sleep',
          documentParameters: JSON.stringify({ Role: documentRole, Duration: document, ...parameters }),
          maxDuration,
        };
        const values = wait === undefined ? sleep : { duration: wait };
        return {
          name,
          action_id: wait === undefined ? 'aws:ssm:start-automation-execution' : 'aws:fis:wait',
          parameter: Object.entries(values).map(([key, value]) => ({ key, value })),
          start_after: after,
        };
      },
    );
    const stop_condition = [{ source: 'none' }];
    return make(fis.resources, 'aws_fis_experiment_template', { action, role_arn, stop_condition, ...more })
      .id as string;
  };
  const call = (service: string, name: string, input: object) =>
    clock.run(api.call(service, name, { ...input }, operator)) as Promise<Record<string, Experiment>>;
  const start = async (experimentTemplateId: string, clientToken = 'token') =>
    (await call('fis', 'StartExperiment', { experimentTemplateId, clientToken })).experiment!;
  const look = async (id: string) => (await call('fis', 'GetExperiment', { id })).experiment!;
  const at = (seconds: number) => clock.run(clock.sleep(START + seconds * 1000 - clock.now()));
  /** What became of the experiment and of its actions, some time later. */
  const later = async (id: string, seconds: number) => {
    await at(seconds);
    const { state, actions } = await look(id);
    return {
      status: state.status,
      actions: Object.fromEntries(
        Object.entries(actions).map(
          ([
            name,
            {
              state: { status },
            },
          ]) => [name, status],
        ),
      ),
    };
  };
  return {
    ...account,
    cloudwatch,
    events,
    ssm,
    fis,
    documentRole,
    addDocument,
    addTemplate,
    call,
    start,
    look,
    at,
    later,
  };
}

/** As FIS describes one. */
export interface Experiment {
  readonly id: string;
  readonly state: { readonly status: string; readonly reason: string };
  readonly startTime: Date;
  readonly endTime?: Date;
  readonly actions: Readonly<
    Record<
      string,
      {
        readonly state: { readonly status: string; readonly reason: string };
        readonly startTime?: Date;
        readonly endTime?: Date;
      }
    >
  >;
}
