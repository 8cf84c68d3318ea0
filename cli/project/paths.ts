import { join, resolve } from 'node:path';

/** The project's folders. The build reads the first group and writes the second. */
export const ROOT = resolve(__dirname, '..', '..');
export const FUNCTIONS = join(ROOT, 'functions');
export const ASSETS = join(ROOT, 'assets');
export const DASHBOARD = join(ROOT, 'dashboard');
export const EDGE_CONFIGURATIONS = join(ROOT, 'docs', 'edge');
export const LIBRARY = join(ROOT, 'lib', 'index.ts');
export const OAUTH = join(ROOT, 'lib', 'oauth', 'index.ts');
export const OUTPUT = join(ROOT, '.twilioserverless');
export const BUILT_FUNCTIONS = join(OUTPUT, 'functions');
export const BUILT_ASSETS = join(OUTPUT, 'assets');
export const BUILT_TYPES = join(OUTPUT, 'types');
export const MANIFEST = join(OUTPUT, 'manifest.json');

/** The local data of `npm start`. */
export const DATA = join(ROOT, '.data');
export const ENV = join(ROOT, '.env');
export const ENV_EXAMPLE = join(ROOT, '.env.example');

/** The compiler that checks and writes types, in a project's folder (ADR 0004). */
export const COMPILER = join('node_modules', 'typescript-7', 'bin', 'tsc');
