import { writeFileSync } from 'node:fs';

/**
 * Jest's reporter of a run with a mutant: the first test that fails tells all there is to tell, so the run ends there. Writes what came
 * of it as JSON into the file that MUTANTS_RESULT names: `{failure, why}` or `{seconds}`, by the path of the test's file.
 */
export default class Reporter {
  seconds = {};

  onTestCaseResult(_test, { status, fullName, failureMessages }) {
    if (status === 'failed') this.end(fullName, failureMessages.join('\n'));
  }

  onTestResult({ path }, { testExecError, perfStats }) {
    if (testExecError) this.end(`${path} cannot be run`, testExecError.message);
    this.seconds[path] = perfStats.runtime / 1000;
  }

  onRunComplete() {
    this.write({ seconds: this.seconds });
  }

  end(failure, why) {
    this.write({ failure, why });
    process.exit(1);
  }

  write(result) {
    writeFileSync(process.env.MUTANTS_RESULT, JSON.stringify(result));
  }
}
