import { capturedOutput } from '../output';
import { FOUND, journal, resumptions } from './resumption';
import { accountWithLab, changesOf } from './support';

const output = capturedOutput();
const { run, runAsking } = resumptions();

describe('whoever resumes a game day', () => {
  it('needs --yes where there is no terminal to ask at, before AWS is asked anything', async () => {
    const aws = accountWithLab();
    await run(journal(), aws);
    expect(process.exitCode).toBe(2);
    expect(output.stderr).toBe(
      'nothing was resumed: it may stop an experiment and change functions, so without a terminal to ask at it needs --yes\n',
    );
    expect(aws.calls).toEqual([]);
  });

  it.each([[[]], [['--quiet']], [['--json']]])(
    'is shown what that does, and asked: the answer no changes nothing %j',
    async (args) => {
      const aws = accountWithLab().on('GetExperiment', () => ({ experiment: FOUND }));
      const questions: string[] = [];
      const no = (question: string): Promise<boolean> => {
        questions.push(question);
        return Promise.resolve(false);
      };
      await runAsking(no, journal(), aws, ...args);
      expect(process.exitCode).toBe(4);
      expect(questions).toEqual(['Resume it?']);
      expect(output.stderr).toContain(
        'it may stop EXP8GCr2mVvNxDQ1, start the document lab-chaos-extension with the role ' +
          'arn:aws:iam::123456789012:role/lab-us-east-1-automation for lab-hello and lab-health in us-east-1, ' +
          'and invoke lab-load-gen in us-east-1 and lab-load-gen in eu-west-1\n',
      );
      expect(output.stderr).toMatch(/nothing was resumed\n$/);
      expect(changesOf(aws.calls)).toEqual([]);
    },
  );

  it('is shown the document and the role that only detach, where the lab has them', async () => {
    const aws = accountWithLab().on('GetExperiment', () => ({ experiment: FOUND }));
    const { deployment } = journal();
    const [first, ...others] = deployment.regions;
    const detachRoleArn = 'arn:aws:iam::123456789012:role/lab-us-east-1-detach';
    const detacher = { detachDocumentName: 'lab-chaos-extension-detach', detachRoleArn };
    const regions = [{ ...first!, ...detacher }, ...others];
    await runAsking(
      () => Promise.resolve(false),
      { ...journal(), deployment: { ...deployment, regions } },
      aws,
    );
    expect(output.stderr).toContain(
      `start the document lab-chaos-extension-detach with the role ${detachRoleArn} for lab-hello`,
    );
  });

  it('reads nothing in that which moves the cursor or ends a line: journals are of others', async () => {
    const aws = accountWithLab().on('GetExperiment', () => ({ experiment: FOUND }));
    const last = { at: '2026-11-20T12:20:00Z', event: 'fault.gone', detail: 'x\n\u001b[2Jnothing is done' };
    await runAsking(() => Promise.resolve(false), { ...journal(), timeline: [last] }, aws);
    expect(output.stderr).toContain('the last that it saw: fault.gone x\\u{a}\\u{1b}[2Jnothing is done\n');
  });
});
