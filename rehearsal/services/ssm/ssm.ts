import { uuid } from '../../../experiment/random';
import type {
  AutomationStep,
  ExecuteScriptInputs,
} from '../../../validation/automation-document/automation-document';
import { durationSeconds } from '../../../validation/duration';
import type { AwsApi } from '../../aws/api';
import type { Call, Input } from '../../aws/call';
import { AwsError } from '../../aws/error';
import type { Python } from '../../python/python';
import { NotModelled } from '../../not-modelled';
import { arnOf, type WorldContext } from '../../world-context';
import type { ResourceModels } from '../../resources/apply';
import { AutomationExecution, type StepEnd, type Stop } from './automation-execution';
import { fillParameters, readParameters, type ParameterValues } from './automation-parameters';
import { Documents } from './documents';
import type { Iam } from '../iam';

interface Filter {
  readonly Key: string;
  readonly Values: readonly string[];
}

/** Systems Manager's Automation in all regions. */
export class Ssm {
  private readonly documents: Documents;
  readonly resources: ResourceModels;
  /** By `region id`. */
  private readonly executions = new Map<string, AutomationExecution>();
  private readonly random;

  constructor(
    private readonly world: WorldContext,
    private readonly api: AwsApi,
    private readonly iam: Iam,
    private readonly python: Python,
  ) {
    this.documents = new Documents(world);
    this.resources = this.documents.resources;
    this.random = world.random('ssm');
    const executionArn = (input: Input, { region }: Call): string[] => [
      arnOf(world, 'ssm', region, `automation-execution/${String(input.AutomationExecutionId)}`),
    ];
    api.register('ssm', {
      StartAutomationExecution: {
        resources: (input, { region }) => [
          arnOf(world, 'ssm', region, `automation-definition/${nameOf(input)}:$DEFAULT`),
        ],
        run: (input, call) => this.start(input, call),
      },
      GetAutomationExecution: {
        resources: executionArn,
        run: (input, { region }) => ({
          AutomationExecution: describeExecution(this.execution(input, region)),
        }),
      },
      StopAutomationExecution: {
        resources: executionArn,
        run: (input, { region }) => {
          const execution = this.execution(input, region);
          if (input.Type !== undefined && input.Type !== 'Cancel') {
            throw new NotModelled(`ssm:StopAutomationExecution of the type ${JSON.stringify(input.Type)}`);
          }
          if (execution.isEnded) {
            throw new AwsError(
              'InvalidAutomationStatusUpdateException',
              `the execution is ${execution.status}`,
            );
          }
          execution.cancel();
          return {};
        },
      },
      DescribeAutomationExecutions: {
        resources: () => ['*'],
        run: (input, { region }) => this.describeExecutions((input.Filters ?? []) as Filter[], region),
      },
      DescribeDocument: {
        resources: ({ Name }, { region }) => [arnOf(world, 'ssm', region, `document/${String(Name)}`)],
        run: ({ Name }, { region }) => this.documents.describe(String(Name), region),
      },
    });
  }

  private execution(input: Input, region: string): AutomationExecution {
    const id = String(input.AutomationExecutionId);
    const execution = this.executions.get(`${region} ${id}`);
    if (execution === undefined)
      throw new AwsError('AutomationExecutionNotFoundException', `no execution ${id}`);
    return execution;
  }

  private start(input: Input, { principal, region }: Call): object {
    const name = nameOf(input);
    const content = this.documents.contentOf(name, region);
    if (content === undefined)
      throw new AwsError('AutomationDefinitionNotFoundException', `no document ${name}`);
    const given = (input.Parameters ?? {}) as Readonly<Record<string, readonly string[]>>;
    const parameters = readParameters(content, given);
    const roleArn =
      content.assumeRole === undefined ? '' : String(fillParameters(content.assumeRole, parameters));
    const id = uuid(this.random);
    // Systems Manager user guide, "Automation system variables".
    const globals = { 'global:REGION': region, 'automation:EXECUTION_ID': id };
    this.checkRole(roleArn, arnOf(this.world, 'ssm', region, `automation-execution/${id}`), principal);
    const run = (step: AutomationStep, stop: Stop): Promise<StepEnd> =>
      this.runStep(
        step,
        { ...parameters, ...globals },
        { principal: { roleArn }, region, onBehalfOf: principal },
        stop,
      );
    const execution = new AutomationExecution(
      id,
      name,
      given,
      this.world.clock.now(),
      content,
      this.world.clock,
      run,
    );
    this.executions.set(`${region} ${id}`, execution);
    return { AutomationExecutionId: id };
  }

  private checkRole(roleArn: string, executionArn: string, caller: Call['principal']): void {
    if (!this.iam.trusts(roleArn, 'ssm.amazonaws.com', executionArn)) {
      throw new AwsError(
        'InvalidAutomationExecutionParametersException',
        `ssm.amazonaws.com cannot assume ${roleArn}`,
      );
    }
    const context = { 'iam:PassedToService': 'ssm.amazonaws.com' };
    if (caller !== 'operator' && !this.iam.allows(caller.roleArn, 'iam:PassRole', roleArn, context)) {
      throw new AwsError(
        'AccessDeniedException',
        `${caller.roleArn} is not authorized to perform: iam:PassRole on ${roleArn}`,
        403,
      );
    }
  }

  private describeExecutions(filters: readonly Filter[], region: string): object {
    const matches = (execution: AutomationExecution): boolean =>
      filters.every(({ Key, Values }) => {
        if (Key === 'DocumentNamePrefix')
          return Values.some((prefix) => execution.documentName.startsWith(prefix));
        if (Key === 'StartTimeAfter')
          return Values.every((moment) => execution.startedAt >= Date.parse(moment));
        throw new NotModelled(`the filter ${Key} of ssm:DescribeAutomationExecutions`);
      });
    const found = [...this.executions].filter(
      ([key, execution]) => key.startsWith(`${region} `) && matches(execution),
    );
    return { AutomationExecutionMetadataList: found.map(([, execution]) => metadataOf(execution)) };
  }

  private async runStep(
    step: AutomationStep,
    parameters: ParameterValues,
    caller: Call,
    stop: Stop,
  ): Promise<StepEnd> {
    const inputs = fillParameters(step.inputs ?? {}, parameters);
    if (step.action === 'aws:executeScript')
      return this.runScript(inputs as ExecuteScriptInputs, caller, stop);
    const { Duration } = inputs as { readonly Duration?: string };
    const seconds = durationSeconds(Duration ?? '');
    if (seconds === undefined) throw new NotModelled(`aws:sleep with ${JSON.stringify(inputs)}`);
    try {
      await this.world.clock.sleep(seconds * 1000, stop.asked);
      return { kind: 'succeeded' };
    } catch (error) {
      if (!stop.asked.aborted) throw error;
      return { kind: 'failed', message: 'cancelled' };
    }
  }

  private async runScript(inputs: ExecuteScriptInputs, caller: Call, stop: Stop): Promise<StepEnd> {
    const { Script: script, Handler: handler, InputPayload: payload } = inputs;
    if (script === undefined || handler === undefined || !inputs.Runtime.startsWith('python')) {
      throw new NotModelled(
        `an aws:executeScript with the runtime ${inputs.Runtime}, or without Script and Handler`,
      );
    }
    const end = await this.python.run({
      script,
      handler,
      payload: payload ?? {},
      region: caller.region,
      clock: this.world.clock,
      signal: stop.asked,
      killed: stop.killed,
      call: async ({ service, region, operation, parameters }) => {
        try {
          return {
            value: await this.api.call(service, operation, parameters, {
              ...caller,
              region: region ?? caller.region,
              gone: stop.killed,
            }),
          };
        } catch (error) {
          if (!(error instanceof AwsError)) throw error;
          return { error: { code: error.name, message: error.message } };
        }
      },
    });
    if ('value' in end) return { kind: 'succeeded' };
    return { kind: 'failed', message: 'error' in end ? end.error : 'cancelled' };
  }
}

/** StartAutomationExecution takes a document's name or its ARN. */
function nameOf(input: Input): string {
  const name = String(input.DocumentName);
  return name.startsWith('arn:') ? name.slice(name.lastIndexOf('/') + 1) : name;
}

/** As DescribeAutomationExecutions lists it. */
export function metadataOf(execution: AutomationExecution): object {
  return {
    AutomationExecutionId: execution.id,
    DocumentName: execution.documentName,
    AutomationExecutionStatus: execution.status,
    ExecutionStartTime: new Date(execution.startedAt),
    ...(execution.failureMessage === null ? {} : { FailureMessage: execution.failureMessage }),
  };
}

/** As GetAutomationExecution answers it. */
export function describeExecution(execution: AutomationExecution): object {
  return { ...metadataOf(execution), Parameters: execution.parameters, StepExecutions: execution.steps };
}
