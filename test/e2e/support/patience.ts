// Longer than a busy machine takes; a test that hangs fails before CI gives up. (Jest 30 ignores a project's own `testTimeout`.)
jest.setTimeout(15 * 60_000);
