import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { BUILT_ASSETS } from '../../../cli/project/paths';

const FOLDER = join(BUILT_ASSETS, 'dashboard');

/** A language of the dashboard: English is in the scripts, German in files of its own. */
export type Language = 'en' | 'de';

/** The files of each page behind the login, by the name before the hash: also those that parts of it load by themselves. */
export const PAGES: Readonly<Record<string, readonly string[]>> = {
  'links in mail': ['links', 'sso-login'],
  profile: ['me'],
  security: ['security', 'sso-login'],
  'sessions, activity, audit log': ['activity'],
  credentials: ['credentials', 'rotate-credential'],
  'members, invitations, service users': ['admin'],
  'a member': ['admin', 'member-events'],
  settings: ['admin', 'ip-restrictions'],
  'single sign-on': ['single-sign-on', 'rotate-credential'],
};

/** The German texts of each file. */
const GERMAN: Readonly<Record<string, readonly string[]>> = {
  me: ['de-me'],
  security: ['de-security'],
  activity: ['de-activity', 'de-event-types'],
  credentials: ['de-credentials'],
  'rotate-credential': ['de-credentials'],
  admin: ['de-admin'],
  'member-events': ['de-event-types'],
  'single-sign-on': ['de-single-sign-on'],
};

/** Returns the names of all scripts and styles. */
export function builtFiles(): readonly string[] {
  return readdirSync(FOLDER).filter((name) => /\.(?:js|css)$/.test(name));
}

/** Returns the page's HTML. */
export function builtPage(): string {
  return readFileSync(join(BUILT_ASSETS, 'dashboard.private.html'), 'utf8');
}

/** Returns the content of a script or style. */
export function builtFile(name: string): string {
  return readFileSync(join(FOLDER, name), 'utf8');
}

/** Returns the names of the scripts and the style that a login loads. */
export function loginFiles(): readonly string[] {
  const tags = builtPage().matchAll(/(?:src|rel="stylesheet" href)="\/dashboard\/([^"]+)"/g);
  return [...tags].map(([, name = '']) => name);
}

/** Returns the kilobytes of a login. */
export function loginKilobytes(language: Language = 'en'): number {
  const german = language === 'de' ? namesOf(['de']) : [];
  return kilobytes([builtPage(), ...[...loginFiles(), ...german].map(builtFile)]);
}

/** Returns the kilobytes that a user has loaded who logged in and opened one page. */
export function pageKilobytes(page: string, language: Language = 'en'): number {
  const scripts = withImports(namesOf(['inside', ...(PAGES[page] ?? [])]));
  const german = ['de-inside', ...(PAGES[page] ?? []).flatMap((name) => GERMAN[name] ?? [])];
  const names = [...scripts, ...(language === 'de' ? namesOf(german) : [])];
  const own = [...new Set(names)].filter((name) => !loginFiles().includes(name));
  return loginKilobytes(language) + kilobytes(own.map(builtFile));
}

/** Returns the kilobytes of every file in English. */
export function allKilobytes(): number {
  const files = builtFiles().filter((name) => !name.startsWith('de'));
  return kilobytes([builtPage(), ...files.map(builtFile)]);
}

/** Returns the sum of the sizes of texts, each compressed by itself, in kB. */
export function kilobytes(texts: readonly string[]): number {
  return texts.reduce((sum, text) => sum + gzipSync(text, { level: 9 }).length, 0) / 1000;
}

/** Returns the files with these names before their hash. */
function namesOf(names: readonly string[]): readonly string[] {
  const found = builtFiles().filter((file) => names.includes(file.split('.')[0] ?? ''));
  const missing = names.filter((name) => !found.some((file) => file.startsWith(`${name}.`)));
  if (missing.length > 0) throw new Error(`The build has no file ${missing.join(', ')}.`);
  return found;
}

/** Returns files with those that they import at once. */
function withImports(files: readonly string[]): readonly string[] {
  const imported = files
    .filter((name) => name.endsWith('.js'))
    .flatMap((name) => [...builtFile(name).matchAll(/from["`']\.\/([^"`']+)["`']/g)])
    .map(([, name = '']) => name);
  const all = [...new Set([...files, ...imported])];
  return all.length === files.length ? all : withImports(all);
}
