import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { name as THIS_PACKAGE, version } from '../../package.json';
import { type ChangePlan, type PlannedChange, PUBLIC_FILE } from '../project/change-files';
import { withoutHash } from '../project/deploy-manifest';
import type { Project } from '../project/project';
import { readText } from '../project/replace-file';
import { CliError } from '../run-command';

const MARK = `<!-- ${THIS_PACKAGE} `;
const THEME = 'theme.css';
const THEME_LINK = `    <link rel="stylesheet" href="/dashboard/${THEME}">\n  </head>`;

// Each property is a comment with its default.
const THEME_TEXT = `/*
  The look of the dashboard. Remove the comment of a property to change it. light-dark() has a color for light and
  one for dark. Text needs a contrast of 4.5:1 with what is behind it.
*/
:root {
  /* --bg: light-dark(#fff, #17181a); */
  /* --soft: light-dark(#f6f7f9, #0f1011); */
  /* --fg: light-dark(#16181d, #eceef1); */
  /* --muted: light-dark(#5b616e, #a3a9b4); */
  /* --line: light-dark(#e2e5ea, #2e3136); */
  /* --accent: light-dark(#1d4ed8, #93b4ff); */
  /* --on-accent: light-dark(#fff, #0b1430); */
  /* --bad: light-dark(#b42318, #ff9c93); */
  /* --ok: light-dark(#156c3c, #7ddba3); */
  /* --radius: 0.5rem; */
  /* --gap: 1rem; */
  /* --font: system-ui, sans-serif; */
}
`;

/** The style of each group of assets that is the project's own, so that it stays. */
const OWN_STYLES = { dashboard: THEME, elements: 'page.css' } as const;

/** A group of built assets: a private HTML file, and the folder of its scripts and styles, which has the same name. */
export type PageAssets = keyof typeof OWN_STYLES;

/**
 * Plans to copy the built dashboard or the custom elements into the assets of a project. A copy of another version is
 * replaced, and its scripts and styles, whose names have a hash, are removed. The style of the project's own stays.
 *
 * @param built - the folder with the built assets of this version.
 * @throws CliError if another file has the path of the HTML file.
 */
export function planPageAssets(
  { assetsFolder }: Project,
  built: string,
  group: PageAssets,
): Omit<ChangePlan, 'next'> {
  const assets = assetsFolder.source;
  const names = readdirSync(join(built, group)).sort();
  const folder = join(assets, group);
  const old = existsSync(folder) ? readdirSync(folder).sort() : [];
  const own = OWN_STYLES[group];
  const texts: Readonly<Record<string, string>> = {
    ...(group === 'dashboard' ? { [THEME]: THEME_TEXT } : {}),
    ...Object.fromEntries(names.map((name) => [name, requireText(join(built, group, name))])),
  };
  return {
    changes: [
      ...planPage(assets, group, requireText(join(built, `${group}.private.html`))),
      ...Object.entries(texts)
        .filter(([name]) => name !== own || !old.includes(own))
        .map(([name, after]) => ({ path: join(folder, name), after }))
        .map((file) => ({ ...file, before: readText(file.path), mode: PUBLIC_FILE }))
        .filter(({ before, after }) => before !== after),
    ],
    kept: old.includes(own) ? [join(folder, own)] : [],
    removed: old
      .filter((name) => withoutHash(name) !== name && !names.includes(name))
      .map((name) => join(folder, name)),
  };
}

function planPage(assets: string, group: PageAssets, html: string): readonly PlannedChange[] {
  const path = join(assets, `${group}.private.html`);
  const before = readText(path);
  const after = `${html.replace('  </head>', THEME_LINK)}${MARK}${version} -->\n`;
  if (before === after) return [];
  if (before !== null && !before.includes(MARK)) {
    throw new CliError(
      `${path} exists and is not of ${THIS_PACKAGE}. Rename it, and run the command again. Nothing was written.`,
    );
  }
  const words = before === null ? {} : { words: `is now that of ${version}` };
  return [{ path, before, after, mode: PUBLIC_FILE, ...words }];
}

function requireText(path: string): string {
  const text = readText(path);
  if (text === null) throw new CliError(`${path} is missing. Run npm run build first.`);
  return text;
}
