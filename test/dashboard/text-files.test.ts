import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { inside } from '../../dashboard/texts/en/inside';

// A file of screens adds the texts that it needs. The compiler does not see when they are missing.

const FOLDER = join(__dirname, '..', '..', 'dashboard');
const MAIN = modulesOf('main.tsx');
const INSIDE = modulesOf('inside.ts');

/** The modules from which files are loaded, with those that are loaded before them. */
const FILES: Readonly<Record<string, readonly string[]>> = {
  'inside.ts': [],
  'elements/inside.ts': [],
  'screens/links/index.ts': ['inside.ts'],
  'screens/me/index.ts': ['inside.ts'],
  'screens/security.ts': ['inside.ts'],
  'screens/credentials.ts': ['inside.ts'],
  'screens/activity.ts': ['inside.ts'],
  'screens/admin/index.ts': ['inside.ts'],
  'screens/single-sign-on/index.ts': ['inside.ts'],
  'screens/sso-login.ts': ['inside.ts'],
  'screens/me/rotate-credential.tsx': ['inside.ts'],
  'screens/admin/ip-restrictions.tsx': ['inside.ts', 'screens/admin/index.ts'],
};

test.each(Object.entries(FILES))('%s has the texts that its screens use', (file, before) => {
  const modules = modulesOf(file);
  const known = [...modules, ...before.flatMap((one) => modulesOf(one))].flatMap(added);
  const own = modules.filter((module) => !MAIN.includes(module) && !before.includes(module));
  const screens = file === 'inside.ts' ? own : own.filter((module) => !INSIDE.includes(module));
  const missing = screens.flatMap((module) =>
    used(module)
      .filter((name) => !known.includes(name))
      .map((name) => `${name} in ${relative(FOLDER, module)}`),
  );
  expect(known.length).toBeGreaterThan(0);
  expect(missing).toEqual([]);
});

/** Returns a module with all that it imports at once. */
function modulesOf(file: string): readonly string[] {
  const found = new Set<string>();
  const add = (path: string) => {
    if (found.has(path)) return;
    found.add(path);
    for (const [, name = ''] of importsOf(path)) add(resolved(path, name));
  };
  add(join(FOLDER, file));
  return [...found].filter((path) => path.startsWith(FOLDER));
}

function importsOf(path: string) {
  const code = readFileSync(path, 'utf8').replaceAll(/^(?:import|export) type [^;]*;/gm, '');
  return code.matchAll(/^(?:import|export)\b[^;'(]*'(\.[^']+)'/gm);
}

function resolved(from: string, name: string): string {
  const path = join(dirname(from), name);
  const found = ['.ts', '.tsx', '/index.ts'].map((end) => path + end).find(existsSync);
  if (found === undefined) throw new Error(`${from} imports ${name}, which is not there.`);
  return found;
}

/** Returns the names of the texts that a module adds. */
function added(module: string): readonly string[] {
  const calls = readFileSync(module, 'utf8').matchAll(/addEnglish\(\{([^}]*)\}/g);
  return [...calls].flatMap(([, names = '']) => names.split(',').map((name) => name.trim()));
}

/** Returns the names of the texts behind the login that a module uses. */
function used(module: string): readonly string[] {
  if (module.includes('/texts/')) return [];
  const names = [...readFileSync(module, 'utf8').matchAll(/\btext\.(\w+)/g)];
  return names.map(([, name = '']) => name).filter((name) => Object.hasOwn(inside, name));
}
