import { randomUUID } from 'node:crypto';
import type { Caller, Input } from '../../../rehearsal/aws/call';
import { AwsError } from '../../../rehearsal/aws/error';
import {
  AutomationExecution,
  type StepEnd,
  type Stop,
} from '../../../rehearsal/services/ssm/automation-execution';
import { fillParameters, readParameters } from '../../../rehearsal/services/ssm/automation-parameters';
import { describeExecution, metadataOf } from '../../../rehearsal/services/ssm/ssm';
import {
  parseAutomationDocument,
  type AutomationContent,
  type AutomationStep,
  type ExecuteScriptInputs,
} from '../../../validation/automation-document/automation-document';
import { durationSeconds } from '../../../validation/duration';
import { callMoto } from './aws-json';
import type { CompressedClock } from './compressed-clock';
import { runPythonStep } from './python-step';

type Operation = (input: Input, region: string) => Promise<object> | object;

/**
 * The Automation of Systems Manager, which moto does not have: the rehearsal's engine, over the documents that are in moto. Roles are not
 * taken on: moto lets everyone do everything, and permissions are the rehearsal's to prove.
 */
export class Automations implements Caller {
  private readonly executions = new Map<string, AutomationExecution>();

  constructor(
    /** Of all of AWS; scripts call it too. */
    private readonly endpoint: string,
    private readonly clock: CompressedClock,
  ) {}

  /** The operations that are not moto's, by name. */
  readonly operations: Readonly<Record<string, Operation | undefined>> = {
    StartAutomationExecution: (input, region) => this.start(input, region),
    GetAutomationExecution: (input, region) => ({
      AutomationExecution: describeExecution(this.execution(input, region)),
    }),
    StopAutomationExecution: (input, region) => {
      const execution = this.execution(input, region);
      if (execution.isEnded) {
        throw new AwsError('InvalidAutomationStatusUpdateException', `the execution is ${execution.status}`);
      }
      execution.cancel();
      return {};
    },
    DescribeAutomationExecutions: ({ Filters: filters }, region) => ({
      AutomationExecutionMetadataList: this.inRegion(region)
        .filter((execution) => ((filters ?? []) as Filter[]).every((filter) => matches(filter, execution)))
        .map(metadataOf),
    }),
  };

  /** How FIS and EventBridge call it. */
  async call(
    service: string,
    name: string,
    input: Input,
    { region }: { readonly region: string },
  ): Promise<object> {
    const operation = service === 'ssm' ? this.operations[name] : undefined;
    if (operation === undefined) throw new Error(`${service}:${name} is not one of Automation's operations`);
    return operation(input, region);
  }

  /** Cancels whatever is under way. */
  cancelAll(): void {
    for (const execution of this.executions.values()) execution.cancel();
  }

  private async start(input: Input, region: string): Promise<object> {
    const name = String(input.DocumentName).replace(/^arn:.*:document\//, '');
    const content = await this.documentNamed(name, region);
    const given = (input.Parameters ?? {}) as Record<string, readonly string[]>;
    const parameters = readParameters(content, given);
    const id = randomUUID();
    const globals = { 'global:REGION': region, 'automation:EXECUTION_ID': id };
    const runStep = (step: AutomationStep, { asked }: Stop): Promise<StepEnd> =>
      this.runStep(
        step.action,
        fillParameters(step.inputs ?? {}, { ...parameters, ...globals }),
        region,
        asked,
      );
    this.executions.set(
      `${region} ${id}`,
      new AutomationExecution(id, name, given, this.clock.now(), content, this.clock, runStep),
    );
    return { AutomationExecutionId: id };
  }

  private async documentNamed(name: string, region: string): Promise<AutomationContent> {
    const found = await callMoto(this.endpoint, 'ssm', region, 'GetDocument', { Name: name }).catch(
      (cause: unknown) => {
        throw new AwsError('AutomationDefinitionNotFoundException', `no document ${name}: ${String(cause)}`);
      },
    );
    const { Content: text, DocumentFormat: format } = found as {
      Content: string;
      DocumentFormat: 'YAML' | 'JSON';
    };
    return parseAutomationDocument(text, format, name).content;
  }

  private async runStep(
    action: string,
    inputs: unknown,
    region: string,
    signal: AbortSignal,
  ): Promise<StepEnd> {
    if (action === 'aws:executeScript') {
      const { endpoint, clock } = this;
      const around = { endpoint, region, now: clock.now(), factor: clock.factor, signal };
      return clock.hold(runPythonStep(inputs as ExecuteScriptInputs, around));
    }
    const seconds = durationSeconds((inputs as { readonly Duration?: string }).Duration ?? '');
    if (action !== 'aws:sleep' || seconds === undefined) {
      throw new Error(`steps of action ${action} with ${JSON.stringify(inputs)} are not emulated`);
    }
    try {
      await this.clock.sleep(seconds * 1000, signal);
      return { kind: 'succeeded' };
    } catch {
      return { kind: 'failed', message: 'cancelled' };
    }
  }

  private execution({ AutomationExecutionId: id }: Input, region: string): AutomationExecution {
    const execution = this.executions.get(`${region} ${String(id)}`);
    if (execution !== undefined) return execution;
    throw new AwsError('AutomationExecutionNotFoundException', `no execution ${String(id)}`);
  }

  private inRegion(region: string): AutomationExecution[] {
    return [...this.executions]
      .filter(([key]) => key.startsWith(`${region} `))
      .map(([, execution]) => execution);
  }
}

interface Filter {
  readonly Key: string;
  readonly Values: readonly string[];
}

function matches(
  { Key: key, Values: values }: Filter,
  { documentName, startedAt }: AutomationExecution,
): boolean {
  if (key === 'DocumentNamePrefix') return values.some((prefix) => documentName.startsWith(prefix));
  if (key === 'StartTimeAfter') return values.every((moment) => startedAt >= Date.parse(moment));
  throw new AwsError('InvalidFilterKey', `the filter ${key} is not emulated`);
}
