import { writeFileSync } from 'node:fs';

/**
 * Jest's reporter of a run with a mutant: the first test that fails tells all there is to tell, so the run ends there. Writes what came
 * of it as JSON into the file that MUTANTS_RESULT names: `{failure}` or `{seconds}`, by the path of the test's file.
 */
export default class Reporter {
  seconds = {};

  onTestCaseResult(_test, { status, fullName }) {
    if (status === 'failed') this.end(fullName);
  }

  onTestResult({ path }, { testExecError, perfStats }) {
    if (testExecError) this.end(`${path} cannot be run: ${testExecError.message}`);
    this.seconds[path] = perfStats.runtime / 1000;
  }

  onRunComplete() {
    this.write({ seconds: this.seconds });
  }

  end(failure) {
    this.write({ failure });
    process.exit(1);
  }

  write(result) {
    writeFileSync(process.env.MUTANTS_RESULT, JSON.stringify(result));
  }
}
