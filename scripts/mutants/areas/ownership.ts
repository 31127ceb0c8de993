import type { MutatedFile } from '../mutant';

/** What keeps a file of somebody else's from acting on anything foreign. */
export const ownership: readonly MutatedFile[] = [
  {
    file: 'experiment/ownership/foreign-names.ts',
    tests: ['test/scripts/doctored/outputs.test.ts'],
    mutants: [
      {
        breaks: 'takes whatever name for one of the lab',
        find: 'if (isIt) return [];',
        replace: 'if (isIt || found !== "") return [];',
      },
      {
        breaks: 'takes a name that only begins as that of the lab',
        find: '/^\\d{1,10}$/.test(rest.slice(1))',
        replace: 'rest !== ""',
      },
      {
        breaks: 'takes a region twice, of which one may be anything',
        find: 'if (first === index) return [];',
        replace: 'if (first <= index) return [];',
      },
    ],
  },
  {
    file: 'experiment/ownership/own-actions.ts',
    tests: ['test/scripts/doctored/aws-says.test.ts'],
    mutants: [
      {
        breaks: "takes another team's template for the lab's",
        find: 'if (own.length === 0) {',
        replace: 'if (own.length < 0) {',
      },
      {
        breaks: "takes another lab's template for its own",
        find: 'lab !== undefined && lab !== deployment.metricNamespace',
        replace: 'lab === ""',
      },
      {
        breaks: "takes a template that breaks others' functions for the lab's",
        find: 'return reasons[0] ?? null;',
        replace: 'return reasons[99] ?? null;',
      },
    ],
  },
  {
    file: 'experiment/ownership/ask-aws.ts',
    tests: ['test/scripts/doctored/aws-says.test.ts', 'test/scripts/doctored/journal.test.ts'],
    mutants: [
      {
        breaks: 'stops what runs of a template that is gone, whosever it is',
        find: 'if (experimentTemplateId !== id) continue;',
        replace: 'if (experimentTemplateId !== "") continue;',
      },
      {
        breaks: "resumes, and may stop, another game day's experiment",
        find: 'isTagged && tag !== wanted',
        replace: 'isTagged && tag === ""',
      },
      {
        breaks: "resumes, and may stop, another template's experiment",
        find: 'experimentTemplateId !== templateId',
        replace: 'experimentTemplateId === ""',
      },
    ],
  },
  {
    file: 'experiment/preflight/finding.ts',
    tests: ['test/scripts/doctored/aws-says.test.ts'],
    mutants: [
      {
        breaks: "asks on with a template that is not the lab's",
        find: 'if (error instanceof ForeignError) throw error;',
        replace: '',
      },
    ],
  },
  {
    file: 'scripts/start-experiment/resume.ts',
    tests: ['test/scripts/doctored/asking.test.ts'],
    mutants: [
      {
        breaks: 'resumes without asking',
        find: 'const isAsked = options.yes !== true;',
        replace: 'const isAsked = options.yes === false;',
      },
    ],
  },
];
