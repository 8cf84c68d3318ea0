import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { htpasswd } from './directory';
import { GUARDED, OPEN, type Site } from './target';

/** Whom a server that was started by root hands its work to: it exists on every Debian. */
export const WORKER = process.getuid?.() === 0 ? 'www-data' : undefined;

/** Where the files of a site are. */
export interface StaticSite {
  readonly pages: string;
  readonly htpasswd: string;
}

/** Writes the two pages, and the users, for a server that serves files. */
export function writeStaticSite({ folder, directory }: Site): StaticSite {
  const site = { pages: join(folder, 'pages'), htpasswd: join(folder, 'htpasswd') };
  mkdirSync(site.pages);
  for (const path of [OPEN, GUARDED]) writeFileSync(join(site.pages, path), 'OK');
  writeFileSync(site.htpasswd, htpasswd(directory));
  return site;
}
