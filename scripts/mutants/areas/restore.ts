import type { MutatedFile } from '../mutant';

/** Taking the fault away, and proving it. */
export const restore: readonly MutatedFile[] = [
  {
    file: 'experiment/restore/restore.ts',
    tests: [
      'test/experiment/restore/restore.test.ts',
      'test/experiment/restore/detach-fault.test.ts',
      'test/experiment/restore/beside-running-work.test.ts',
    ],
    mutants: [
      {
        breaks: 'stops no running work before it detaches the fault, which may then be attached again',
        find: 'const { work, unknown } = await stopRunningWork(props, region);',
        replace: 'const work: RunningWork[] = [];\n  const unknown: string[] = [];',
      },
      {
        breaks: 'does not detach once more when what could attach the fault has ended at last',
        find: 'const failures = await detachFromAll(props, region);\n  return [',
        replace: 'const failures: string[] = [];\n  return [',
      },
      {
        breaks: 'does not wait for what could attach the fault again',
        find: 'endedWithin(clock, work, LONGEST_AUTOMATION_MS)',
        replace: 'endedWithin(clock, work, 0)',
      },
      {
        breaks: 'keeps silent about what could still attach the fault again',
        find: '...left.map(',
        replace: '...left.slice(0, 0).map(',
      },
      {
        breaks: 'calls functions restored while something is under way that could attach the fault',
        find: '...(await whatCouldAttach(props, region)),',
        replace: '',
      },
      {
        breaks: 'starts the document once, and not again where it failed',
        find: 'const ATTEMPTS = 3;',
        replace: 'const ATTEMPTS = 1;',
      },
      {
        breaks: 'calls a target restored whose every detach has failed',
        find: 'if (attempt === ATTEMPTS) throw new Error(failure);',
        replace: 'if (attempt === ATTEMPTS) return;',
      },
      {
        breaks: 'detaches the fault from the first target only',
        find: 'Promise.allSettled(targets.map(',
        replace: 'Promise.allSettled(targets.slice(0, 1).map(',
      },
      {
        breaks: 'keeps silent where a target could not be detached',
        find: 'if (problems.length > 0) throw',
        replace: 'if (problems.length > 99) throw',
      },
      {
        breaks: 'says that it is proven where AWS does not say what still runs',
        find: 'const problems = [...left, ...unknown];',
        replace: 'const problems = left;',
      },
      {
        breaks: 'gives the safety net no time before it starts the document itself',
        find: 'const latest = clock.now() + graceMs;',
        replace: 'const latest = clock.now();',
      },
      {
        breaks: 'compares each snapshot with itself',
        find: 'differencesBetween(before, after)',
        replace: 'differencesBetween(before, before)',
      },
      {
        breaks: 'takes what somebody else released for proven, whatever is left of the fault',
        find: 'return isTheirs && (await isWithoutFault(props, region, after)) ? [] : differences;',
        replace: 'return isTheirs ? [] : differences;',
      },
      {
        breaks: 'does not see the layer of the fault in what somebody else released',
        find: '!layers.some((arn) => nameOfLayer(arn) === layer)',
        replace: 'true',
      },
      {
        breaks: 'never proves a restoration where somebody else has released',
        find: 'differences.length > 0 && isReleasedSince(before, after)',
        replace: 'false',
      },
      {
        breaks: 'says that it is proven, whatever still differs',
        find: 'return { proven: differences.length === 0, differences };',
        replace: 'return { proven: true, differences };',
      },
      {
        breaks: 'looks for the fault in $LATEST, which no customer calls',
        find: '({ FunctionName, Qualifier: deployment.alias })',
        replace: '({ FunctionName })',
      },
    ],
  },
  {
    file: 'experiment/restore/detach-once.ts',
    tests: ['test/experiment/restore/detach-fault.test.ts'],
    mutants: [
      {
        breaks: 'attaches the fault where it should detach it',
        find: "ChaosMode: ['DISABLED'],",
        replace: "ChaosMode: ['ENABLED'],",
      },
      {
        breaks: 'detaches the fault from $LATEST only, and leaves the alias at the version with the fault',
        find: 'AliasName: [deployment.alias],',
        replace: '',
      },
      {
        breaks: 'starts the document without the role that it acts with',
        find: 'AutomationAssumeRole: [roleArn],',
        replace: '',
      },
      {
        breaks: 'starts the document in the region that is configured, whichever is restored',
        find: 'await clients.ssm(region.region).send(',
        replace: 'await clients.ssm(deployment.fault.region).send(',
      },
      {
        breaks: 'waits for an execution that was cancelled until its time is up',
        find: 'if (automationHasEnded(status)) {',
        replace: "if (automationHasEnded(status) && status !== 'Cancelled') {",
      },
      {
        breaks: 'takes an execution that failed for a success',
        find: "if (status === 'Success') return null;",
        replace: 'if (automationHasEnded(status)) return null;',
      },
      {
        breaks: 'gives a document that runs for five minutes up',
        find: 'LONGEST_AUTOMATION_MS = 660_000;',
        replace: 'LONGEST_AUTOMATION_MS = 240_000;',
      },
      {
        breaks: 'leaves an execution that hangs as it is, beside the next one',
        find: 'await cancelAutomation(ssm, id).then(',
        replace: 'await Promise.resolve().then(',
      },
      {
        breaks: 'does not say what it waits for',
        find: 'if (waited > UNUSUAL_MS && !isNoted) {',
        replace: 'if (waited > LONGEST_AUTOMATION_MS && !isNoted) {',
      },
    ],
  },
  {
    file: 'scripts/restore.ts',
    tests: ['test/scripts/restore/running.test.ts'],
    mutants: [
      {
        breaks: 'stops what runs without asking',
        find: 'if (running.length === 0 || yes) return true;',
        replace: 'if (running.length >= 0 || yes) return true;',
      },
      {
        breaks: 'takes a no for a yes',
        find: "return confirm('Stop that, and restore?');",
        replace: "return (await confirm('Stop that, and restore?')) || true;",
      },
    ],
  },
];
