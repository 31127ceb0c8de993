import { runCommandLine } from '../../../scripts/command-line/command-line';
import { restoreCommand } from '../../../scripts/restore';
import { FakeAws } from '../../experiment/support/fake-aws';
import { templateOf } from '../../experiment/support/template-of';
import { eu, us } from '../../experiment/support/lab';
import { ManualClock } from '../../experiment/support/manual-clock';
import { temporaryFolder } from '../../support/temporary-folder';
import { terraformOutputs } from '../files';

/** The command, with the functions that carry the fault, as `<region>/<name>/<qualifier>`, which the document takes away. */
export function restoreRuns() {
  const folder = temporaryFolder();
  const outputs = folder.write('outputs.json', terraformOutputs());

  return function prepare(...faulty: string[]) {
    const questions: string[] = [];
    /** What a person answers; null where nobody is asked. */
    const person: { answer: boolean | null } = { answer: null };
    const confirm = (question: string): Promise<boolean> => {
      questions.push(question);
      return Promise.resolve(person.answer === true);
    };
    const clock = new ManualClock();
    const asked: string[] = [];
    const ask = (url: string): Promise<{ status: number; seconds: number }> => {
      asked.push(url);
      return Promise.resolve({ status: 200, seconds: 0.04 });
    };
    const faults = new Set(faulty);
    const aws = new FakeAws()
      .on('GetCallerIdentity', () => ({ Account: '123456789012', Arn: 'arn:aws:iam::123456789012:user/me' }))
      .on('ListExperiments', () => ({ experiments: [] }))
      .on('GetExperimentTemplate', (_input, { region }) => ({
        experimentTemplate: templateOf(region === us.region ? us : eu),
      }))
      .on('GetItem', () => ({}))
      .on('DescribeAutomationExecutions', () => ({ AutomationExecutionMetadataList: [] }))
      .on('ListVersionsByFunction', () => ({ Versions: [{ Version: '$LATEST' }, { Version: '1' }] }))
      .on('GetFunctionConfiguration', ({ FunctionName, Qualifier = '$LATEST' }, { region }) => ({
        Environment: {
          Variables: faults.has(`${region}/${FunctionName as string}/${Qualifier as string}`)
            ? { CHAOS_EXTENSION__RESTORE: '{}' }
            : {},
        },
      }))
      .on('StartAutomationExecution', ({ Parameters }, { region }) => ({
        AutomationExecutionId: `${region}/${(Parameters as { FunctionName: string[] }).FunctionName[0]!}`,
      }))
      .on('GetAutomationExecution', ({ AutomationExecutionId: id }) => {
        for (const fault of faults) if (fault.startsWith(id as string)) faults.delete(fault);
        return { AutomationExecution: { AutomationExecutionStatus: 'Success' } };
      });
    const run = (...args: string[]) =>
      clock.run(
        runCommandLine(
          restoreCommand({
            clients: aws.clients,
            clock,
            ask,
            confirm: person.answer === null ? null : confirm,
          }),
          ['node', 'restore', '--outputs', outputs, '--reports', folder.path('reports'), ...args],
        ),
      );
    const detached = () =>
      aws.calls
        .filter(({ operation }) => operation === 'StartAutomationExecution')
        .map(({ region, input }) => `${region} ${JSON.stringify(input.Parameters)}`);
    return { aws, run, detached, asked, person, questions, clock };
  };
}
