import { randomBytes, randomUUID } from 'node:crypto';
import { AwsError } from '../../../rehearsal/aws/error';
import { ACTIONS } from '../../../rehearsal/services/fis/actions/actions';
import { describeExperiment } from '../../../rehearsal/services/fis/fis';
import { Experiment, type ExperimentStatus, type Template } from '../../../rehearsal/services/fis/experiment';
import type { Alarms } from './alarms';
import type { Automations } from './automations';
import { jsonOf, type AwsCall } from './aws-call';
import type { CompressedClock } from './compressed-clock';
import { deliver } from './event-rules';

/** What FIS lives in. */
export interface FisSurroundings {
  readonly moto: string;
  readonly clock: CompressedClock;
  readonly automations: Automations;
  readonly alarms: Alarms;
}

/** What a request carries. */
type Body = Readonly<Record<string, unknown>>;

/** A template as FIS' API has it. */
interface WireTemplate {
  readonly id: string;
  readonly arn: string;
  readonly description: string;
  readonly roleArn: string;
  readonly actions: Readonly<Record<string, WireAction>>;
  readonly stopConditions: readonly { readonly source: string; readonly value?: string }[];
  readonly tags: Readonly<Record<string, string>>;
}

interface WireAction {
  readonly actionId: string;
  readonly parameters?: Readonly<Record<string, string>>;
  readonly startAfter?: readonly string[];
}

interface Started {
  readonly experiment: Experiment;
  readonly arn: string;
}

/** Nobody moves the safety lever here. */
const DISENGAGED = { status: 'disengaged', reason: '' };

/** The account that moto emulates, and the one of AWS' own examples. */
const ACCOUNT = '123456789012';

/** How long `initiating` takes, and how often alarms are looked at; as in the rehearsal. */
const INITIATING_MS = 10_000;
const POLL_MS = 5_000;

/** The Fault Injection Service, of which moto has half of the templates only: the rehearsal's engine behind the API's own paths. */
export class Experiments {
  private readonly templates = new Map<string, WireTemplate>();
  private readonly experiments = new Map<string, Started>();
  /** By client token: a repeated StartExperiment answers with the same experiment. */
  private readonly tokens = new Map<unknown, Started>();

  constructor(private readonly around: FisSurroundings) {}

  /**
   * Answers a request (FIS API reference, the paths of the operations).
   * @throws AwsError as FIS answers what it cannot do
   */
  handle(call: AwsCall): object {
    const { method, path, region } = call;
    const body = jsonOf(call);
    const [collection, ...rest] = path.slice(1).split('/');
    const key = decodeURIComponent(rest.join('/'));
    const operation = `${method} /${collection ?? ''}${key === '' ? '' : '/{}'}`;
    switch (operation) {
      case 'POST /experimentTemplates':
        return { experimentTemplate: this.create(body, region) };
      case 'GET /experimentTemplates':
        return { experimentTemplates: inRegion(this.templates, region) };
      case 'GET /experimentTemplates/{}':
        return { experimentTemplate: this.template(key, region) };
      case 'PATCH /experimentTemplates/{}':
        return { experimentTemplate: this.put({ ...this.template(key, region), ...body }, region) };
      case 'DELETE /experimentTemplates/{}':
        return { experimentTemplate: this.delete(key, region) };
      case 'POST /experiments':
        return { experiment: describe(this.start(body, region)) };
      case 'GET /experiments':
        return { experiments: inRegion(this.experiments, region).map(describe) };
      case 'GET /experiments/{}':
        return { experiment: describe(this.started(key, region)) };
      case 'DELETE /experiments/{}':
        return { experiment: describe(this.stop(key, region)) };
      case 'GET /safetyLevers/{}':
        return { safetyLever: { id: key, arn: arnOf(region, `safety-lever/${key}`), state: DISENGAGED } };
      case 'GET /tags/{}':
      case 'POST /tags/{}':
      case 'DELETE /tags/{}':
        return this.changeTags(key, call);
      default:
        throw new AwsError('ValidationException', `${method} ${path} is not emulated`);
    }
  }

  private create({ clientToken: _, ...body }: Body, region: string): WireTemplate {
    const id = `EXT${randomBytes(9).toString('hex')}`;
    return this.put({ tags: {}, ...body, id, arn: arnOf(region, `experiment-template/${id}`) }, region);
  }

  private put(body: object, region: string): WireTemplate {
    const template = body as WireTemplate;
    const unknown = Object.values(template.actions).find(({ actionId }) => !ACTIONS.has(actionId));
    if (unknown !== undefined) {
      throw new AwsError('ValidationException', `the action ${unknown.actionId} is not emulated`);
    }
    this.templates.set(`${region} ${template.id}`, template);
    return template;
  }

  private delete(id: string, region: string): WireTemplate {
    const template = this.template(id, region);
    this.templates.delete(`${region} ${id}`);
    return template;
  }

  private template(id: string, region: string): WireTemplate {
    return this.templates.get(`${region} ${id}`) ?? notFound(`experiment template ${id}`);
  }

  private changeTags(arn: string, call: AwsCall): object {
    const { method, query, region } = call;
    const { tags, ...template } = this.template(arn.slice(arn.lastIndexOf('/') + 1), region);
    if (method === 'GET') return { tags };
    const removed = query.getAll('tagKeys');
    const kept = Object.entries(tags).filter(([key]) => !removed.includes(key));
    this.put(
      { ...template, tags: { ...Object.fromEntries(kept), ...(jsonOf(call).tags as object | undefined) } },
      region,
    );
    return {};
  }

  private start({ clientToken: token, experimentTemplateId, tags = {} }: Body, region: string): Started {
    const known = this.tokens.get(token);
    if (known !== undefined) return known;
    const template = engineTemplate(this.template(String(experimentTemplateId), region), region);
    const id = `EXP${randomBytes(9).toString('hex')}`;
    const arn = arnOf(region, `experiment/${id}`);
    const { clock, automations } = this.around;
    let inAlarm: readonly string[] = [];
    const around = {
      clock,
      api: automations,
      isInAlarm: (alarm: string) => inAlarm.includes(alarm),
      changed: (changed: Experiment, old: ExperimentStatus) =>
        clock.watch(deliver(stateChange(changed, old, arn), region, this.around)),
      initiatingMs: INITIATING_MS,
    };
    const experiment = new Experiment(id, template, around, tags as Readonly<Record<string, string>>);
    const started = { experiment, arn };
    this.experiments.set(`${region} ${id}`, started);
    this.tokens.set(token, started);
    const lookAtAlarms = async (): Promise<void> => {
      while (!experiment.isEnded) {
        inAlarm = await this.around.alarms.inAlarm(region, template.stopAlarms);
        await clock.sleep(POLL_MS);
      }
    };
    clock.watch(lookAtAlarms());
    return started;
  }

  private started(id: string, region: string): Started {
    return this.experiments.get(`${region} ${id}`) ?? notFound(`experiment ${id}`);
  }

  private stop(id: string, region: string): Started {
    const started = this.started(id, region);
    started.experiment.stop('Experiment was stopped by user.');
    return started;
  }
}

function engineTemplate(template: WireTemplate, region: string): Template {
  const { id, description, roleArn, actions, stopConditions } = template;
  return {
    id,
    region,
    description,
    roleArn,
    actions: Object.entries(actions).map(([name, { actionId, parameters = {}, startAfter = [] }]) => ({
      name,
      actionId,
      parameters,
      startAfter,
    })),
    stopAlarms: stopConditions.flatMap(({ value }) => (value === undefined ? [] : [value])),
  };
}

/** FIS user guide, "Monitor FIS using Amazon EventBridge". */
function stateChange({ id, template, status, reason }: Experiment, old: ExperimentStatus, arn: string) {
  return {
    id: randomUUID(),
    source: 'aws.fis',
    'detail-type': 'FIS Experiment State Change',
    resources: [arn],
    detail: {
      'experiment-id': id,
      'experiment-template-id': template.id,
      'new-state': { status, reason },
      'old-state': { status: old, reason: '' },
    },
  };
}

function describe({ experiment, arn }: Started): object {
  return { ...describeExperiment(experiment), arn, roleArn: experiment.template.roleArn };
}

function inRegion<T>(all: ReadonlyMap<string, T>, region: string): T[] {
  return [...all].filter(([key]) => key.startsWith(`${region} `)).map(([, value]) => value);
}

function arnOf(region: string, resource: string): string {
  return `arn:aws:fis:${region}:${ACCOUNT}:${resource}`;
}

function notFound(what: string): never {
  throw new AwsError('ResourceNotFoundException', `there is no ${what}`, 404);
}
