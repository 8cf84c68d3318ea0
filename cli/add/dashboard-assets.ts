import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { name as THIS_PACKAGE, version } from '../../package.json';
import { type ChangePlan, type PlannedChange, PUBLIC_FILE } from '../project/change-files';
import { withoutHash } from '../project/deploy-manifest';
import type { Project } from '../project/project';
import { readText } from '../project/replace-file';
import { CliError } from '../run-command';

const PAGE = 'dashboard.private.html';
const FOLDER = 'dashboard';
const THEME = 'theme.css';
const MARK = `<!-- ${THIS_PACKAGE} `;
const THEME_LINK = `    <link rel="stylesheet" href="/${FOLDER}/${THEME}">\n  </head>`;

// A file of the project's own, which stays: each property is a comment with its default.
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

/**
 * Plans to copy the built dashboard into the assets of a project. A copy of another version is replaced, and its
 * scripts and styles, whose names have a hash, are removed. The project's own `dashboard/theme.css` stays.
 *
 * @param built - the folder with the built assets of this version.
 * @throws CliError if another file has the path of the page.
 */
export function planDashboardAssets(
  { assetsFolder }: Project,
  built: string,
): Omit<ChangePlan, 'next'> {
  const assets = assetsFolder.source;
  const names = readdirSync(join(built, FOLDER)).sort();
  const folder = join(assets, FOLDER);
  const old = existsSync(folder) ? readdirSync(folder).sort() : [];
  const files = names.map((name) => ({
    path: join(folder, name),
    after: requireText(join(built, FOLDER, name)),
  }));
  const theme = join(folder, THEME);
  return {
    changes: [
      ...planPage(assets, requireText(join(built, PAGE))),
      ...[...files, ...(existsSync(theme) ? [] : [{ path: theme, after: THEME_TEXT }])]
        .map((file) => ({ ...file, before: readText(file.path), mode: PUBLIC_FILE }))
        .filter(({ before, after }) => before !== after),
    ],
    kept: existsSync(theme) ? [theme] : [],
    removed: old
      .filter((name) => withoutHash(name) !== name && !names.includes(name))
      .map((name) => join(folder, name)),
  };
}

function planPage(assets: string, page: string): readonly PlannedChange[] {
  const path = join(assets, PAGE);
  const before = readText(path);
  const after = `${page.replace('  </head>', THEME_LINK)}${MARK}${version} -->\n`;
  if (before === after) return [];
  if (before !== null && !before.includes(MARK)) {
    throw new CliError(
      `${path} exists and is not the dashboard of ${THIS_PACKAGE}. Rename it, and run the command again. Nothing was written.`,
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
