import type { MutatedFile } from '../mutant';

/** The Lambda extension that injects the fault. */
export const extension: readonly MutatedFile[] = [
  {
    file: 'functions/chaos-extension/fault.ts',
    tests: ['test/functions/chaos-extension/fault.test.ts'],
    mutants: [
      {
        breaks: 'injects for a moment longer than the fault lives',
        find: 'expiresAt === undefined || now >= expiresAt) return none;',
        replace: 'expiresAt === undefined || now > expiresAt) return none;',
      },
      {
        breaks: 'does not expire',
        find: 'expiresAt === undefined || now >= expiresAt) return none;',
        replace: 'expiresAt === undefined) return none;',
      },
      {
        breaks: 'injects for ever where the expiry cannot be read',
        find: 'if (expiresAt === undefined || now >= expiresAt) return none;',
        replace: 'if (expiresAt !== undefined && now >= expiresAt) return none;',
      },
    ],
  },
  {
    file: 'functions/chaos-extension/faults/latency.ts',
    tests: ['test/functions/chaos-extension/fault.test.ts'],
    mutants: [
      {
        breaks: 'injects at probability 0',
        find: 'return random() < chance ? { latencySeconds: seconds } : null;',
        replace: 'return random() <= chance ? { latencySeconds: seconds } : null;',
      },
      {
        breaks: 'spares the invocations that it should delay',
        find: 'return random() < chance ? { latencySeconds: seconds } : null;',
        replace: 'return random() >= chance ? { latencySeconds: seconds } : null;',
      },
      {
        breaks: 'takes milliseconds for seconds',
        find: 'const MOST_LATENCY_SECONDS = 900;',
        replace: 'const MOST_LATENCY_SECONDS = 900_000;',
      },
      {
        breaks: 'injects although nobody has enabled it',
        find: 'read(variables.enabled, false, SWITCH) !== true',
        replace: 'read(variables.enabled, false, SWITCH) === undefined',
      },
    ],
  },
  {
    file: 'functions/chaos-extension/faults/variables.ts',
    tests: ['test/functions/chaos-extension/fault.test.ts'],
    mutants: [
      {
        breaks: 'takes local time for UTC',
        find: String.raw`(\.\d+)?Z$/.test(text)`,
        replace: String.raw`(\.\d+)?/.test(text)`,
      },
      {
        breaks: 'takes 30 February for 1 March',
        find: ' || new Date(moment).toISOString().slice(0, 19) !== text.slice(0, 19)',
        replace: '',
      },
      {
        breaks: 'takes its default for a value that it cannot read',
        find: 'nothing is injected`);\n    return value;',
        replace: 'nothing is injected`);\n    return value ?? fallback;',
      },
    ],
  },
  {
    file: 'functions/chaos-extension/decider.ts',
    tests: ['test/functions/chaos-extension/decider.test.ts'],
    mutants: [
      {
        breaks: 'logs the same problem at each invocation',
        find: 'if (logged.has(text)) return;',
        replace: '',
      },
      {
        breaks: 'says nothing of what it injects',
        find: 'if (latencySeconds > 0 || responseBody !== null) {',
        replace: 'if (latencySeconds < 0) {',
      },
    ],
  },
  {
    file: 'functions/chaos-extension/index.ts',
    tests: ['test/functions/chaos-extension/process.test.ts'],
    mutants: [
      {
        breaks: 'listens on all addresses',
        find: "proxy.listen(port, '127.0.0.1')",
        replace: "proxy.listen(port, '0.0.0.0')",
      },
      {
        breaks: 'ends at an error that nobody expected, and takes the function’s way to Lambda with it',
        find: "process.on('uncaughtException', (error) => report('unexpected', error));",
        replace: '',
      },
      {
        breaks: 'does not register where it cannot listen, and so fails every invocation',
        find: "report('the proxy cannot listen, so the function runs untouched', error);",
        replace: "report('the proxy cannot listen, so the function runs untouched', error);\n    return;",
      },
      {
        breaks: 'keeps silent where Lambda’s API breaks off',
        find: "onProblem: (error) => report('the Runtime API broke off', error),",
        replace: 'onProblem: () => undefined,',
      },
    ],
  },
  {
    file: 'functions/chaos-extension/extensions-api.ts',
    tests: ['test/functions/chaos-extension/process.test.ts'],
    mutants: [
      {
        breaks: 'registers for invocations, each of which would have to wait for it',
        find: 'JSON.stringify({ events: [] })',
        replace: "JSON.stringify({ events: ['INVOKE'] })",
      },
    ],
  },
  {
    file: 'functions/chaos-extension/proxy.ts',
    tests: ['test/functions/chaos-extension/process.test.ts'],
    mutants: [
      {
        breaks: 'delays by milliseconds',
        find: 'latencySeconds * 1_000);',
        replace: 'latencySeconds);',
      },
      {
        breaks: 'replaces the report of an error',
        find: "kind === 'response' ? responseBodies.get(requestId) : undefined;",
        replace: 'responseBodies.get(requestId);',
      },
      {
        breaks: 'calls an answer streamed that it has replaced',
        find: "  'lambda-runtime-function-response-mode',\n",
        replace: '',
      },
      {
        breaks: 'loses the error in the midst of a streamed answer',
        find: 'if (trailers.length > 0) to.addTrailers(trailers);',
        replace: '',
      },
      {
        breaks: 'holds on to an invocation that the runtime no longer waits for',
        find: 'closedByRuntime = true;\n    upstream.destroy();',
        replace: 'closedByRuntime = true;',
      },
      {
        breaks: 'uses a connection again that may have died in a freeze',
        find: 'agent: mayKeep ? kept : single,',
        replace: 'agent: kept,',
      },
    ],
  },
  {
    file: 'functions/chaos-extension/upstream.ts',
    tests: ['test/functions/chaos-extension/earlier-wrapper.test.ts'],
    mutants: [
      {
        breaks: 'forwards invocations out of the execution environment',
        find: 'if (address !== lambda && given === null) return false;',
        replace: '',
      },
      {
        breaks: 'passes by a proxy that another wrapper has put before Lambda',
        find: 'this.address = given === port ? lambda : address;',
        replace: 'this.address = lambda;',
      },
      {
        breaks: 'lets an invocation that has gone in a circle meet the fault twice',
        find: 'return { address: lambda, circled: true };',
        replace: 'return { address: lambda, circled: false };',
      },
    ],
  },
  {
    file: 'functions/chaos-extension/runtime-watch.ts',
    tests: ['test/functions/chaos-extension/runtime-watch.test.ts'],
    mutants: [
      {
        breaks: 'keeps silent where no runtime asks, so that a fault that never strikes looks attached',
        find: "() => this.props.log('problem', { problem }));",
        replace: '() => undefined);',
      },
      {
        breaks: 'warns of a runtime that has asked',
        find: 'this.cancel();\n    if',
        replace: 'if',
      },
    ],
  },
  {
    file: 'functions/chaos-extension/measure.ts',
    tests: ['test/functions/chaos-extension/measure.test.ts'],
    mutants: [
      {
        breaks: 'counts injected invocations by dimensions that Lambda does not have',
        find: "Dimensions: [['FunctionName', 'Resource']],",
        replace: "Dimensions: [['FunctionName']],",
      },
      {
        breaks: 'counts without the alias that was invoked',
        find: 'Resource: resource,',
        replace: 'Resource: name,',
      },
    ],
  },
];
