import { awsError } from '../../experiment/support/fake-aws';
import { us } from '../../experiment/support/lab';
import { capturedOutput } from '../output';
import { restoreRuns } from './support';

const output = capturedOutput();
const prepare = restoreRuns();

describe('what cannot be restored', () => {
  it('of one function, which is not there any more, hides nothing of the other', async () => {
    const { run, aws, detached } = prepare('us-east-1/lab-health/live');
    const told = aws.answerOf('GetFunctionConfiguration');
    aws.on('GetFunctionConfiguration', (input, call) => {
      if (input.FunctionName === 'lab-hello')
        throw awsError('ResourceNotFoundException', 'Function not found');
      return told(input, call);
    });
    await run('--region', 'us', '--quiet');
    expect(process.exitCode).toBe(1);
    expect(detached()).toHaveLength(2);
    expect(output.stdout).toContain('us-east-1 lab-health: no fault\n');
    expect(output.stdout).toContain('us-east-1: lab-hello: Function not found\n');
    expect(output.stdout).toMatch(/It is not proven that all is restored\.\n$/);
  });

  /** The document is not there any more, and lab-hello serves the fault with this note. */
  function withoutDocument(note: string) {
    const prepared = prepare('us-east-1/lab-hello/live');
    const told = prepared.aws.answerOf('GetFunctionConfiguration');
    prepared.aws
      .on('StartAutomationExecution', () => {
        throw awsError('AutomationDefinitionNotFoundException', 'no such document');
      })
      .on('GetFunctionConfiguration', (input, call) => {
        const found = told(input, call) as { readonly Environment: { readonly Variables: object } };
        const isFaulty = 'CHAOS_EXTENSION__RESTORE' in found.Environment.Variables;
        return isFaulty ? { Environment: { Variables: { CHAOS_EXTENSION__RESTORE: note } } } : found;
      });
    return prepared;
  }

  it.each([
    [
      '{"layer":"l","variables":{},"version":"7","weights":{}}',
      'By hand: aws lambda update-alias --region us-east-1 --function-name lab-hello --name live --function-version 7',
    ],
    [
      '{"layer":"l","variables":{},"version":"7","weights":{"6":0.1}}',
      `By hand: aws lambda update-alias --region us-east-1 --function-name lab-hello --name live --function-version 7 --routing-config '{"AdditionalVersionWeights":{"6":0.1}}'`,
    ],
    [
      '{"version":"$(reboot)"}',
      'By hand: point alias live of lab-hello in us-east-1 at a version without the fault; which it served before is not noted in it.',
    ],
    [
      'no note',
      'By hand: point alias live of lab-hello in us-east-1 at a version without the fault; which it served before is not noted in it.',
    ],
  ])(
    'because the document is gone is ended by hand, by the note in the function: %s',
    async (note, byHand) => {
      const { run } = withoutDocument(note);
      await run('--region', 'us', '--quiet');
      expect(process.exitCode).toBe(1);
      expect(output.stdout).toContain('lab-hello: no such document');
      expect(output.stdout.trimEnd().split('\n').at(-1)).toBe(byHand);
    },
  );

  it('shows the last line of a traceback, and where the rest is', async () => {
    const { run, aws } = prepare('us-east-1/lab-hello/live');
    const traceback =
      'Traceback (most recent call last):\n  File "Script", line 65, in handler\nRuntimeError: no room';
    aws.on('GetAutomationExecution', () => ({
      AutomationExecution: {
        AutomationExecutionStatus: 'Failed',
        FailureMessage: `Step fails. ${traceback}`,
      },
    }));
    await run('--region', 'us', '--quiet');
    expect(output.stdout).toContain(
      'the document could not detach the fault (Failed). Step fails. RuntimeError: no room (the traceback: `aws ssm get-automation-execution --region us-east-1 --automation-execution-id us-east-1/lab-hello`)',
    );
    expect(output.stdout).not.toContain('line 65');
  });

  it.each([
    [
      awsError('ResourceNotFoundException', 'no template'),
      'there is no such template; write the outputs again, in the folder of what is deployed',
    ],
    [awsError('AccessDeniedException', 'not authorized'), 'not authorized'],
  ])('is not called restored where nobody can say what runs: %s', async (error, words) => {
    const { run, aws } = prepare();
    aws.on('GetExperimentTemplate', () => {
      throw error;
    });
    await run('--region', 'us', '--quiet');
    expect(process.exitCode).toBe(1);
    expect(output.stdout).toContain(
      `an experiment of template ${us.experimentTemplateId} could not be found`,
    );
    expect(output.stdout).toContain(words);
    expect(output.stdout).not.toContain('Restored');
  });
});
