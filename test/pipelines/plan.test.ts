import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { runStep, SUMMARY } from './step-run';
import { PROJECT, stepNamed, workflowNamed } from './workflow-files';

describe('the plan', () => {
  const { jobs, on } = workflowNamed('plan.yml');

  it('is made where something of the lab changes: in any folder but those of tests and of documentation', () => {
    const paths = on.pull_request?.paths ?? [];
    for (const path of paths) expect(existsSync(join(PROJECT, path.replace('/**', '')))).toBe(true);
    const ignored = readFileSync(join(PROJECT, '.gitignore'), 'utf8').split('\n');
    const lab = readdirSync(PROJECT, { withFileTypes: true })
      .filter(
        (entry) => entry.isDirectory() && !entry.name.startsWith('.') && !ignored.includes(`${entry.name}/`),
      )
      .map(({ name }) => name)
      .filter((name) => !['docs', 'test'].includes(name));
    expect(paths).toEqual(expect.arrayContaining(lab.map((name) => `${name}/**`)));
  });

  it('asks for no credentials for a fork, which the rehearsal does without', () => {
    const own = 'github.event.pull_request.head.repo.full_name == github.repository';
    expect(jobs.plan?.if).toContain(own);
    expect(jobs.comment?.if).toContain(own);
    expect(jobs.rehearse?.if).toBeUndefined();
    expect(jobs.rehearse?.needs).toBeUndefined();
  });

  it('runs nothing but Terraform with its credentials', () => {
    const commands = jobs.plan!.steps.map(({ run = '' }) => run).join('\n');
    expect(commands).not.toMatch(/\b(npm|npx|node)\b/);
    expect(jobs.plan!.steps.some(({ uses = '' }) => uses.startsWith('actions/checkout@'))).toBe(false);
  });

  it('keeps no binary plan, which holds secrets', () => {
    const kept = jobs.plan!.steps.filter(({ uses = '' }) => uses.startsWith('actions/upload-artifact@'));
    expect(kept.map((step) => step.with?.path)).toEqual(['plan.md\nplan.txt\n']);
  });

  const write = (plan: string) =>
    runStep(stepNamed('plan.yml', 'plan', 'Write the plan down'), {
      programs: { terraform: `cat <<'END'\n${plan}\nEND` },
    });

  it.each([
    ['  + create\n\nPlan: 1 to add, 0 to change, 2 to destroy.', '1 to add, 0 to change, 2 to destroy.'],
    ['\nNo changes. Your infrastructure matches.', 'No changes. Your infrastructure matches.'],
    ['Changes to Outputs:\n  + o = "x"', 'only outputs change.'],
  ])('begins with what would happen', (plan, headline) => {
    const { read } = write(plan);
    expect(read('plan.md')).toContain(`## Terraform plan: ${headline}\n`);
    expect(read('plan.md')).toContain(`~~~~text\n${plan}\n`);
    expect(read(SUMMARY)).toBe(read('plan.md'));
  });

  it('leaves room in the comment for the report, however long it is, and says that it is cut off', () => {
    const { read } = write('x'.repeat(70_000));
    expect(read('plan.md')!.length).toBeLessThan(41_000);
    expect(read('plan.md')).toContain(
      "\n> **Cut off:** of its 70001 bytes the first 40000 are shown. The run's artifact `plan` holds the whole plan.\n",
    );
    expect(write('x'.repeat(39_999)).read('plan.md')).not.toContain('Cut off');
  });

  it('stays in its block, whatever a value holds', () => {
    const lines = write('a\n~~~~~~\n## Terraform plan: No changes\n~~~~').read('plan.md')!.split('\n');
    expect(lines.filter((line) => line.startsWith('~'.repeat(10)))).toEqual([
      `${'~'.repeat(10)}text`,
      '~'.repeat(10),
    ]);
  });
});

describe('the rehearsal', () => {
  const show = stepNamed('plan.yml', 'rehearse', 'Show the report');

  it('is shown in the summary and in the log, and is no failure where it came to no report', () => {
    const shown = runStep(show, { files: { 'reports/1/report.md': '## Held\n' } });
    expect([shown.read(SUMMARY), shown.stdout]).toEqual([
      '## Held\n',
      expect.stringMatching(/^::stop-commands::(.+)\n## Held\n::\1::\n$/),
    ]);
    expect(runStep(show, {}).status).toBe(0);
  });
});

describe('the comment', () => {
  const write = stepNamed('plan.yml', 'comment', 'Write the comment');
  const publish = stepNamed('plan.yml', 'comment', 'Update the comment, or make it');
  const env = {
    PLAN: 'success',
    RUN_URL: 'https://github.com/o/r/actions/runs/1',
    COMMIT: '0123456789abcdef',
  };
  const publishAmong = (ids: string) =>
    runStep(publish, {
      env: { GITHUB_REPOSITORY: 'o/r', NUMBER: '5', GH_TOKEN: 'x' },
      programs: { gh: `[ "$2" != --paginate ] || printf '${ids}'` },
    }).calls.map((call) => call.slice(1, 4));

  const plan = { 'plan/plan.md': '## Plan\n' };
  const END =
    'Of 0123456, by [this run](https://github.com/o/r/actions/runs/1), which keeps the whole plan and the whole report.\n';

  it('holds the plan, the report of the rehearsal, who wrote that, and where they come from', () => {
    const files = { ...plan, 'rehearsal/2026-rehearsal-held/report.md': '## Held\n' };
    expect(runStep(write, { env, files }).read('comment.md')).toBe(
      `<!-- chaos-lab: plan and rehearsal -->\n## Plan\n\n_Written by the pull request's own code:_\n\n## Held\n\n${END}`,
    );
  });

  it('holds no plan but that of the plan’s job, whatever the rehearsal keeps', () => {
    const files = { ...plan, 'rehearsal/plan.md': 'forged', 'rehearsal/plan/plan.md': 'forged' };
    expect(runStep(write, { env, files }).read('comment.md')).not.toContain('forged');
    const none = runStep(write, { env: { ...env, PLAN: 'failure' }, files }).read('comment.md');
    expect(none).toContain('## Terraform plan: none\n\nThe job of the plan was: failure.');
    expect(none).not.toContain('forged');
  });

  it('says where the report is cut off', () => {
    const report = (size: number) =>
      runStep(write, { env, files: { ...plan, 'rehearsal/1/report.md': 'x'.repeat(size) } }).read(
        'comment.md',
      );
    expect(report(20_001)).toContain(
      "\n> **Cut off:** of its 20001 bytes the first 20000 are shown. The run's artifact `rehearsal` holds the whole report.\n",
    );
    expect(report(20_000)).not.toContain('Cut off');
  });

  it('says so where there is no plan and no report', () => {
    const comment = runStep(write, { env: { ...env, PLAN: 'skipped' } }).read('comment.md');
    expect(comment).toContain('## Terraform plan: none\n\nThe job of the plan was: skipped.');
    expect(comment).toContain('## The rehearsal failed');
  });

  it('is made once, and updated from then on', () => {
    const list = ['--paginate', 'repos/o/r/issues/5/comments', '--jq'];
    expect(publishAmong('')).toEqual([list, ['--method', 'POST', 'repos/o/r/issues/5/comments']]);
    expect(publishAmong('7\\n9\\n')).toEqual([list, ['--method', 'PATCH', 'repos/o/r/issues/comments/7']]);
  });
});
