import { resolve } from 'node:path';
import config from '../../../jest.config.mjs';

// npm run bench:changes. The calls are those of the tests, whose fixtures need jest.
const integration = config.projects.find(({ displayName }) => displayName === 'integration');

// biome-ignore lint/style/noDefaultExport: jest takes its configuration as a default export
export default {
  ...integration,
  rootDir: resolve(import.meta.dirname, '../../..'),
  displayName: 'changes',
  testMatch: ['<rootDir>/bench/directory/changes/*.test.ts'],
};
