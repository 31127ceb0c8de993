import type { MutatedFile } from '../mutant';

/** Asking AWS again where it does not answer. */
export const askingAws: readonly MutatedFile[] = [
  {
    file: 'experiment/aws/retry-policy.ts',
    tests: ['test/experiment/aws/retry-policy.test.ts'],
    mutants: [
      {
        breaks: 'gives AWS up after a minute',
        find: 'const LONGEST_SILENCE_MS = 600_000;',
        replace: 'const LONGEST_SILENCE_MS = 60_000;',
      },
      {
        breaks: 'asks again after a refusal',
        find: 'else if (isTransient(error)) {',
        replace: 'else if (error !== null) {',
      },
      {
        breaks: 'has no patience for what ends a game day once somebody has ended it',
        find: 'const signal = this.signal?.aborted === true ? undefined : this.signal;',
        replace: 'const signal = this.signal;',
      },
      {
        breaks: 'keeps somebody who ends the game day waiting for AWS',
        find: 'await this.clock.sleep(pause, signal);',
        replace: 'await this.clock.sleep(pause);',
      },
    ],
  },
  {
    file: 'experiment/aws/new-credentials.ts',
    tests: ['test/experiment/aws/new-credentials.test.ts'],
    mutants: [
      {
        breaks: 'waits for ever where nobody knows until when',
        find: 'if (!(since + waited < latest(since))) {',
        replace: 'if (since + waited >= latest(since)) {',
      },
      {
        breaks: 'waits for ever where the clock is set back',
        find: 'Math.max(clock.now() - since, slept)',
        replace: 'Math.max(clock.now() - since, 0)',
      },
      {
        breaks: 'goes on with the credentials of another account',
        find: 'if (account === ours) return;',
        replace: 'if (account !== null) return;',
      },
    ],
  },
  {
    file: 'experiment/aws/transient-errors.ts',
    tests: ['test/experiment/aws/transient-errors.test.ts', 'test/experiment/aws/retry-policy.test.ts'],
    mutants: [
      {
        breaks: 'gives up where a service of AWS has an error of its own',
        find: ' ||\n    ($metadata?.httpStatusCode ?? 0) >= SERVER_ERROR',
        replace: '',
      },
      {
        breaks: 'gives up where AWS cannot be reached',
        find: 'UNREACHABLE.includes(code) ||',
        replace: '',
      },
      {
        breaks: 'takes a refusal for something that waiting cures',
        find: 'const SERVER_ERROR = 500;',
        replace: 'const SERVER_ERROR = 400;',
      },
      {
        breaks: 'leaves a request open that it has given up',
        find: 'calling.abort();',
        replace: '',
      },
    ],
  },
  {
    file: 'experiment/aws/retrying-clients.ts',
    tests: ['test/experiment/aws/retrying-clients.test.ts'],
    mutants: [
      {
        breaks: 'has no patience with anybody',
        find: 'patience.ask(words, (abortSignal) => send(command, { abortSignal })),',
        replace: 'send(command),',
      },
      {
        breaks: 'does not end the requests that it has given up',
        find: 'send(command, { abortSignal })',
        replace: 'send(command)',
      },
    ],
  },
  {
    file: 'experiment/aws/clients.ts',
    tests: ['test/experiment/aws/retrying-clients.test.ts'],
    mutants: [
      {
        breaks: 'leaves out Systems Manager, which takes the fault away',
        find: "mapped(regional('ssm', 'Systems Manager', region), clients.ssm(region))",
        replace: 'clients.ssm(region)',
      },
    ],
  },
  {
    file: 'experiment/denials/noting-clients.ts',
    tests: ['test/experiment/denials/noting-clients.test.ts'],
    mutants: [
      {
        breaks: 'swallows the errors of AWS',
        find: 'throw error;',
        replace: 'return undefined;',
      },
      {
        breaks: 'notes nothing of what AWS denied',
        find: 'denials.note({ who: RUNNER, call, region, reason: error.message });',
        replace: '',
      },
    ],
  },
];
