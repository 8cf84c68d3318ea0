import { sortTests } from './test/support/jest/sort-tests.mjs';

// esbuild and the TypeScript compiler, both written in Go, run for a few seconds. Without garbage collection they take
// three quarters of the processor time, and hardly more memory.
process.env.GOGC ??= 'off';

const { unit, integration } = sortTests(import.meta.dirname);
const setUp = {
  globalSetup: '<rootDir>/test/support/jest/set-up.ts',
  globalTeardown: '<rootDir>/test/support/jest/tear-down.ts',
};
const common = {
  transform: { '\\.tsx?$': '@swc/jest' },
  testEnvironment: '<rootDir>/test/support/jest/environment.mjs',
  restoreMocks: true,
  modulePathIgnorePatterns: [
    '<rootDir>/(\\.data|(bench|test/(twilio-cli|workerd|package))/node_modules)/',
  ],
};

const inProcess = {
  ...common,
  transform: {
    ...common.transform,
    '/node_modules/(change-case|index-to-position|jose|oauth4webapi|parse-json|supports-color)/.+\\.js$':
      '@swc/jest',
  },
  transformIgnorePatterns: [
    '/node_modules/(?!(openapi-typescript/node_modules/)?(change-case|index-to-position|jose|oauth4webapi|parse-json|supports-color)/)',
  ],
  setupFiles: ['<rootDir>/test/support/jest/runtime-globals.ts'],
};

// biome-ignore lint/style/noDefaultExport: jest takes its configuration as a default export
export default {
  projects: [
    // What needs neither Postgres nor a build nor a process of its own has no set-up.
    { ...inProcess, ...unit, displayName: 'unit' },
    { ...inProcess, ...setUp, ...integration, displayName: 'integration' },
    ...['service', 'clients', 'dashboard', 'twilio-cli'].map((name) => ({
      ...common,
      ...setUp,
      testEnvironment: '<rootDir>/test/support/jest/package-environment.mjs',
      displayName: name,
      testMatch: [`<rootDir>/test/${name}/*.test.ts`],
    })),
    {
      ...common,
      globalSetup: '<rootDir>/test/support/jest/set-up-package.ts',
      globalTeardown: setUp.globalTeardown,
      displayName: 'package',
      testMatch: ['<rootDir>/test/package/*.test.ts'],
    },
  ],
  // More than the two cores of CI: tests also wait.
  maxWorkers: 3,
  testSequencer: '<rootDir>/test/support/jest/sequencer.mjs',
  testTimeout: 60_000,
  // A worker leaves nothing open, and takes a while to free its memory.
  workerGracefulExitTimeout: 10_000,
};
