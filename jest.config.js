/** What both kinds of test have in common. */
const common = {
  testEnvironment: 'node',
  transform: {
    '^.+\\.ts$': [
      '@swc/jest',
      { jsc: { parser: { syntax: 'typescript' }, target: 'es2023' }, module: { type: 'commonjs' } },
    ],
  },
  modulePathIgnorePatterns: ['<rootDir>/cdktf.out', '<rootDir>/reports'],
  setupFilesAfterEnv: ['<rootDir>/test/support/patience.ts', '<rootDir>/test/support/esbuild.ts'],
};

/**
 * The tests in test/e2e start Terraform, moto and Chromium, which take minutes on a busy machine: `npm test` runs them after the others
 * and not beside them.
 * @type {import('jest').Config}
 */
module.exports = {
  projects: [
    {
      ...common,
      displayName: 'unit',
      testMatch: ['<rootDir>/test/**/*.test.ts'],
      testPathIgnorePatterns: ['<rootDir>/test/e2e/'],
    },
    {
      ...common,
      displayName: 'e2e',
      testMatch: ['<rootDir>/test/e2e/**/*.test.ts'],
    },
  ],
  randomize: true,
  // Whatever a test file leaves behind in its process adds up, to gigabytes over all of them: a worker that holds so much after a file is
  // followed by a new one. (Without a limit Jest runs everything in one process where there are two processors.)
  workerIdleMemoryLimit: '1GB',
};
