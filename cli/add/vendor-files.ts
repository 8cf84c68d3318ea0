import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { dependencies, name as THIS_PACKAGE, version } from '../../package.json';
import { type ChangePlan, type PlannedChange, PUBLIC_FILE } from '../project/change-files';
import type { Project } from '../project/project';
import { readText } from '../project/replace-file';
import { CliError } from '../run-command';

/** The files that can be copied into a project, with the types that they have. */
const VENDORED = {
  auth: 'auth.d.ts',
  jwt: 'jwt.d.ts',
  directory: undefined,
  mail: undefined,
  passkeys: undefined,
  saml: undefined,
  scim: undefined,
  sso: undefined,
  upstream: undefined,
} as const;

export type VendoredName = keyof typeof VENDORED;

/** The names of all files that can be copied. */
export const VENDORED_NAMES = Object.keys(VENDORED) as readonly VendoredName[];

const { 'hash-wasm': HASH_WASM } = dependencies;

/** The first lines of a Function that uses the copy. */
const USAGE = {
  javascript: ["const { basic, withAuth } = require(Runtime.getAssets()['/auth.js'].path);"],
  typescript: [
    "import type * as Auth from '../types/auth';",
    "const { basic, withAuth }: typeof Auth = require(Runtime.getAssets()['/auth.js']!.path);",
  ],
} as const;

/** The folders of the built files, with the names `auth.private.js` and `auth.d.ts`. */
export interface VendoredFolders {
  readonly assets: string;
  readonly types: string;
}

/**
 * Plans to copy built files into the assets of a project, and their types into a TypeScript project. A copy of
 * another version is replaced.
 *
 * @throws CliError if another file has the same path.
 */
export function planVendor(
  project: Project,
  names: readonly VendoredName[],
  folders: VendoredFolders,
): ChangePlan {
  for (const name of names) {
    const sameUrl = join(project.assetsFolder.source, `${name}.js`);
    if (existsSync(sameUrl)) throw otherFile(sameUrl);
  }
  const assets = names.map((name) =>
    planCopy(
      join(folders.assets, `${name}.private.js`),
      join(project.assetsFolder.source, `${name}.private.js`),
    ),
  );
  const types =
    project.language !== 'typescript'
      ? []
      : names.flatMap((name) => {
          const file = VENDORED[name];
          if (file === undefined) return [];
          return [planCopy(join(folders.types, file), join(typesFolder(project), file))];
        });
  const plans = [...assets, ...types];
  return {
    changes: plans.flatMap(({ change }) => change ?? []),
    kept: plans.flatMap(({ kept }) => kept ?? []),
    next: [
      ...USAGE[project.language === 'typescript' ? 'typescript' : 'javascript'],
      `npm install --save-exact hash-wasm@${HASH_WASM}, if you store bcrypt or argon2id hashes`,
    ],
  };
}

interface PlannedCopy {
  readonly change?: PlannedChange;
  readonly kept?: string;
}

function planCopy(from: string, to: string): PlannedCopy {
  const before = readText(to);
  const after = `// ${THIS_PACKAGE} ${version}\n${readFileSync(from, 'utf8')}`;
  const isCopy = before?.startsWith(`// ${THIS_PACKAGE} `) === true;
  if (before !== null && !isCopy) throw otherFile(to);
  if (before === after) return { kept: to };
  const [line = ''] = before?.split('\n') ?? [];
  const words = before === null ? undefined : `was ${line.slice(3)}, and is now ${version}`;
  return {
    change: {
      path: to,
      before,
      after,
      mode: PUBLIC_FILE,
      ...(words === undefined ? {} : { words }),
    },
  };
}

function otherFile(file: string): CliError {
  return new CliError(
    `${file} exists and is not a copy of ${THIS_PACKAGE}. Rename it, and run the command again. Nothing was written.`,
  );
}

function typesFolder({ root }: Project): string {
  return join(root, existsSync(join(root, 'src')) ? 'src' : '', 'types');
}
