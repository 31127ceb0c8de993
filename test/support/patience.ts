// No test fails for being slow: this is longer than any takes on a busy machine, and yet a test that hangs fails before CI gives up.
// (Jest 30 ignores a project's own `testTimeout`.)
jest.setTimeout(15 * 60_000);
