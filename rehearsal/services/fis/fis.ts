import type { AwsApi } from '../../aws/api';
import type { Input } from '../../aws/call';
import { AwsError } from '../../aws/error';
import { between, drawn } from '../../chance';
import { NotModelled } from '../../not-modelled';
import { arnOf, type WorldContext } from '../../world-context';
import type { ResourceModels } from '../../resources/apply';
import type { Arguments } from '../../resources/arguments';
import type { CloudWatch } from '../cloudwatch/cloudwatch';
import type { EventBridge } from '../event-bridge';
import { ACTIONS } from './actions/actions';
import { Experiment, type ExperimentStatus, type Template, type TemplateAction } from './experiment';
import { SafetyLevers } from './safety-lever';
import { describeTemplate } from './template';
import type { Iam } from '../iam';

/** `initiating` takes 5 to 15 s in practice, and no source gives a number. */
const INITIATING_MS = { least: 5_000, most: 15_000 };

const IDENTIFIER = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';

/** A template that experiments are started from, and what the API says of it. */
interface MadeTemplate {
  readonly template: Template;
  readonly answer: object;
}

/** The Fault Injection Service in all regions. */
export class Fis {
  private readonly templates = new Map<string, MadeTemplate>();
  private readonly experiments = new Map<string, Experiment>();
  /** By client token: a repeated StartExperiment answers with the same experiment. */
  private readonly tokens = new Map<string, Experiment>();
  private readonly levers;
  private readonly random;

  constructor(
    private readonly world: WorldContext,
    private readonly api: AwsApi,
    private readonly iam: Iam,
    private readonly cloudwatch: CloudWatch,
    private readonly events: EventBridge,
  ) {
    this.random = world.random('fis');
    this.levers = new SafetyLevers(world, (region, reason) => this.stopAll(region, leverReason(reason)));
    api.register('fis', {
      ...this.levers.operations,
      GetExperimentTemplate: {
        resources: () => ['*'],
        run: ({ id }, { region }) => ({
          experimentTemplate: this.template(String(id), region).answer,
        }),
      },
      StartExperiment: { resources: () => ['*'], run: (input, { region }) => this.start(input, region) },
      GetExperiment: {
        resources: () => ['*'],
        run: ({ id }, { region }) => ({
          experiment: describeExperiment(this.experiment(String(id), region)),
        }),
      },
      ListExperiments: {
        resources: () => ['*'],
        run: (_input, { region }) => ({
          experiments: this.experimentsIn(region).map(
            ({ id, template, status, reason, startTime, tags }) => ({
              id,
              experimentTemplateId: template.id,
              state: { status, reason },
              creationTime: new Date(startTime),
              tags,
            }),
          ),
        }),
      },
      StopExperiment: {
        resources: () => ['*'],
        run: ({ id }, { region }) => {
          const experiment = this.experiment(String(id), region);
          experiment.stop('Experiment was stopped by user.');
          return { experiment: describeExperiment(experiment) };
        },
      },
    });
  }

  private template(id: string, region: string): MadeTemplate {
    const found = this.templates.get(`${region} ${id}`);
    if (found === undefined) throw notFound(`Experiment template ${id} not found.`);
    return found;
  }

  private experiment(id: string, region: string): Experiment {
    const experiment = this.experiments.get(`${region} ${id}`);
    if (experiment === undefined) throw notFound(`Experiment ${id} not found.`);
    return experiment;
  }

  private experimentsIn(region: string): Experiment[] {
    return [...this.experiments]
      .filter(([key]) => key.startsWith(`${region} `))
      .map(([, experiment]) => experiment);
  }

  private stopAll(region: string, reason: string): void {
    for (const experiment of this.experimentsIn(region)) experiment.stop(reason);
  }

  private start(input: Input, region: string): object {
    if (input.experimentOptions !== undefined)
      throw new NotModelled('fis:StartExperiment with experimentOptions');
    const { template } = this.template(String(input.experimentTemplateId), region);
    const token = String(input.clientToken);
    const known = this.tokens.get(token);
    if (known !== undefined) return { experiment: describeExperiment(known) };
    const id = `EXP${drawn(this.random, 18, IDENTIFIER)}`;
    const arn = arnOf(this.world, 'fis', region, `experiment/${id}`);
    if (!this.iam.trusts(template.roleArn, 'fis.amazonaws.com', arn)) {
      throw new AwsError('ValidationException', `fis.amazonaws.com cannot assume ${template.roleArn}`);
    }
    const around = {
      clock: this.world.clock,
      api: this.api,
      isInAlarm: (alarm: string) => this.cloudwatch.alarmState(alarm) === 'ALARM',
      changed: (changed: Experiment, old: ExperimentStatus) => this.announce(changed, old, arn),
      initiatingMs: between(this.random, INITIATING_MS.least, INITIATING_MS.most),
    };
    const tags = (input.tags ?? {}) as Readonly<Record<string, string>>;
    const experiment = new Experiment(id, template, around, tags);
    this.experiments.set(`${region} ${id}`, experiment);
    this.tokens.set(token, experiment);
    const against = this.levers.reasonAgainst(region);
    if (against !== null) experiment.cancel(leverReason(against));
    return { experiment: describeExperiment(experiment) };
  }

  /** FIS user guide, "Monitor FIS using Amazon EventBridge". */
  private announce(experiment: Experiment, old: ExperimentStatus, arn: string): void {
    this.events.put(experiment.template.region, {
      source: 'aws.fis',
      'detail-type': 'FIS Experiment State Change',
      resources: [arn],
      detail: {
        'experiment-id': experiment.id,
        'experiment-template-id': experiment.template.id,
        'new-state': { status: experiment.status, reason: experiment.reason },
        'old-state': { status: old, reason: '' },
      },
    });
  }

  /** How Terraform makes templates. */
  readonly resources: ResourceModels = {
    aws_fis_experiment_template: {
      modelled: [
        'description',
        'action',
        'stop_condition',
        'role_arn',
        'target',
        'tags',
        'log_configuration',
        'experiment_options',
      ],
      withoutEffect: ['experiment_report_configuration'],
      create: (values, { region, address }) => {
        if (values.blocks('target').length > 0) throw new NotModelled('the targets of a template', address);
        const template: Template = {
          id: `EXT${drawn(this.random, 18, IDENTIFIER)}`,
          region,
          description: values.optionalText('description') ?? '',
          roleArn: values.text('role_arn'),
          actions: actionsOf(values.blocks('action'), address),
          stopAlarms: values.blocks('stop_condition').flatMap((condition) => {
            const source = condition.text('source');
            return source === 'none' ? [] : [condition.text('value')];
          }),
        };
        const arn = arnOf(this.world, 'fis', region, `experiment-template/${template.id}`);
        const answer = { ...describeTemplate(template, values), arn };
        this.templates.set(`${region} ${template.id}`, { template, answer });
        return { id: template.id };
      },
    },
  };
}

/** @throws Error as FIS refuses an action that waits for one that is not there */
function actionsOf(blocks: readonly Arguments[], address: string): TemplateAction[] {
  const actions = blocks.map((block) => actionOf(block, address));
  for (const { name, startAfter } of actions) {
    const missing = startAfter.find((other) => !actions.some((action) => action.name === other));
    if (missing !== undefined)
      throw new Error(`${address}: ${name} starts after ${missing}, which is no action`);
  }
  return actions;
}

function actionOf(block: Arguments, address: string): TemplateAction {
  block.only('name', 'action_id', 'description', 'parameter', 'start_after');
  const [name, actionId] = [block.text('name'), block.text('action_id')];
  const known = ACTIONS.get(actionId);
  if (known === undefined) throw new NotModelled(`the action ${actionId}`, `${address}, ${name}`);
  const parameters = Object.fromEntries(
    block.blocks('parameter').map((parameter) => [parameter.text('key'), parameter.text('value')]),
  );
  const unknown = Object.keys(parameters).find((key) => !known.parameters.includes(key));
  if (unknown !== undefined)
    throw new NotModelled(`the parameter ${unknown} of ${actionId}`, `${address}, ${name}`);
  return { name, actionId, parameters, startAfter: block.texts('start_after') };
}

/** As GetExperiment answers it. */
export function describeExperiment(experiment: Experiment): object {
  const moment = (at: number | null): Date | undefined => (at === null ? undefined : new Date(at));
  return {
    id: experiment.id,
    experimentTemplateId: experiment.template.id,
    state: { status: experiment.status, reason: experiment.reason },
    creationTime: moment(experiment.startTime),
    startTime: moment(experiment.startTime),
    endTime: moment(experiment.endTime),
    tags: experiment.tags,
    actions: Object.fromEntries(
      experiment.template.actions.map(({ name, actionId, parameters, startAfter }) => {
        const { status, reason, startTime = null, endTime = null } = experiment.actions.get(name) ?? {};
        const times = { startTime: moment(startTime), endTime: moment(endTime) };
        return [name, { actionId, parameters, startAfter, state: { status, reason }, ...times }];
      }),
    ),
  };
}

function leverReason(reason: string): string {
  return `Experiment halted by safety lever: ${reason}`;
}

function notFound(message: string): AwsError {
  return new AwsError('ResourceNotFoundException', message, 404);
}
