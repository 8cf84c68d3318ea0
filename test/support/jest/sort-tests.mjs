import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';

const FOLDERS = ['lib', 'functions', 'cli', 'scripts', 'docs'];

// Support modules that need Postgres, the built project, or a process of their own.
const NEED_SET_UP = [
  'jest/built-assets',
  'postgres/test-postgres',
  'processes/child',
  'projects/project-copy',
  'projects/source-copy',
];

const IMPORT = /^(?:import|export)\b[^;]*?'(\.[^']+)';$/gm;

/**
 * Sorts the tests of the library, the Functions, the commands and the documents by their direct and indirect imports
 * in test/. Tests that need a set-up are integration tests.
 *
 * @param {string} root - the project's folder.
 * @returns the settings of jest that select each kind.
 */
export function sortTests(root) {
  const tests = join(root, 'test');
  const modules = new Map();
  const needing = new Set(NEED_SET_UP.map((name) => join(tests, 'support', `${name}.ts`)));
  const integration = FOLDERS.flatMap((folder) => testsIn(join(tests, folder)))
    .filter((file) => needsSetUp(file, { tests, needing, modules }))
    .map((file) => `<rootDir>/${relative(root, file)}`);
  return {
    unit: {
      testMatch: [`<rootDir>/test/{${FOLDERS.join(',')}}/**/*.test.ts`],
      testPathIgnorePatterns: integration.map((file) => `${file.replaceAll('.', '\\.')}$`),
    },
    integration: { testMatch: integration },
  };
}

function testsIn(folder) {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.test.ts'))
    .map((name) => join(folder, name));
}

function needsSetUp(file, { tests, needing, modules }) {
  if (needing.has(file)) return true;
  const known = modules.get(file);
  if (known !== undefined) return known;
  // In a circle of imports, the module is treated as needing no set-up until the result is known.
  modules.set(file, false);
  const needs = importsOf(file, tests).some((one) => needsSetUp(one, { tests, needing, modules }));
  modules.set(file, needs);
  return needs;
}

function importsOf(file, tests) {
  return [...readFileSync(file, 'utf8').matchAll(IMPORT)]
    .map(([, path]) => resolve(dirname(file), `${path}.ts`))
    .filter((path) => path.startsWith(tests) && existsSync(path));
}
