import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { htpasswd } from './directory';
import { GUARDED, OPEN, type Site } from './target';

/** The user that runs the workers of a server started by root. It exists on every Debian. */
export const WORKER = process.getuid?.() === 0 ? 'www-data' : undefined;

/** The paths of a site's files. */
export interface StaticSite {
  readonly pages: string;
  readonly htpasswd: string;
}

/** Writes the two pages and the users of a server that serves files. */
export function writeStaticSite({ folder, directory }: Site): StaticSite {
  const site = { pages: join(folder, 'pages'), htpasswd: join(folder, 'htpasswd') };
  mkdirSync(site.pages);
  for (const path of [OPEN, GUARDED]) writeFileSync(join(site.pages, path), 'OK');
  writeFileSync(site.htpasswd, htpasswd(directory));
  return site;
}
