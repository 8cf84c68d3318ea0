import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import JSON5 from 'json5';
import { name as THIS_PACKAGE } from '../../package.json';
import { CliError } from '../run-command';
import { readJson } from './read-json';

/** A Twilio project: what it declares, and its folders and files. Paths are absolute. */
export interface Project {
  readonly root: string;
  readonly packageJson: PackageJson;
  readonly rc: RcFile;
  /** The language of its Functions. `module`: JavaScript in ES modules. */
  readonly language: 'javascript' | 'module' | 'typescript';
  readonly functionsFolder: ProjectFolder;
  readonly assetsFolder: ProjectFolder;
  /** The default file of variables, which may be missing. */
  readonly envFile: string;
  /** Whether it is the repository of this library, which has a build and a local database of its own. */
  readonly isRepository: boolean;
}

/** A folder of Functions or assets. */
export interface ProjectFolder {
  /** The folder that the toolkit starts and deploys. */
  readonly uploaded: string;
  /** The folder that people edit. It is the uploaded folder, unless a build writes that one. */
  readonly source: string;
}

/** The used parts of `package.json`. */
export interface PackageJson {
  readonly name?: string;
  readonly version?: string;
  readonly type?: string;
  readonly scripts?: Readonly<Record<string, string>>;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly devDependencies?: Readonly<Record<string, string>>;
  readonly engines?: Readonly<Record<string, string>>;
}

/** The settings in `.twilioserverlessrc`, or the reason why they cannot be read. */
export interface RcFile {
  readonly settings: RcSettings & {
    readonly commands?: { readonly deploy?: RcSettings };
    readonly environments?: Readonly<Record<string, RcSettings>>;
  };
  readonly problem: string | undefined;
}

/** The used settings of the toolkit. */
export interface RcSettings {
  readonly functionsFolder?: unknown;
  readonly assetsFolder?: unknown;
  readonly environment?: unknown;
  readonly production?: unknown;
  readonly runtime?: unknown;
}

/** The command that installs this library. */
export const INSTALL_LIBRARY = `npm install --save-exact ${THIS_PACKAGE}`;

const RC = '.twilioserverlessrc';
const TOOLKIT = ['@twilio/runtime-handler', 'twilio-run'];

/** The parameter, setting and default names of each folder, as the toolkit has them. */
const FOLDERS = {
  functions: {
    parameter: /--functions-folder[= ]["']?([^\s"']+)/,
    setting: 'functionsFolder',
    names: ['functions', 'src'],
  },
  assets: {
    parameter: /--assets-folder[= ]["']?([^\s"']+)/,
    setting: 'assetsFolder',
    names: ['assets', 'static'],
  },
} as const;

/**
 * Opens the Twilio project that a folder belongs to.
 *
 * @throws CliError if there is none.
 */
export function openProject(folder: string = process.cwd()): Project {
  const root = findProject(folder);
  if (root !== undefined) return projectAt(root);
  const broken = join(folder, 'package.json');
  if (existsSync(broken) && readJson(broken) === null) {
    throw new CliError(`${broken} is not JSON. Fix it, and run the command again.`);
  }
  throw new CliError(
    `${folder} is not in a Twilio project: neither it nor a parent folder has a ${RC}, or a package.json with\n` +
      'twilio-run or @twilio/runtime-handler. Run this command in the folder of a project, or name the folder with\n' +
      '--cwd. To create a project, run npx create-twilio-function my-project',
  );
}

/**
 * Finds the Twilio project that a folder belongs to: the nearest folder upward with a `.twilioserverlessrc`, or
 * with a `package.json` that declares the toolkit. In a monorepo, that is the package and not the root.
 */
export function findProject(folder: string): string | undefined {
  if (existsSync(join(folder, RC)) || declaresToolkit(folder)) return folder;
  const parent = dirname(folder);
  return parent === folder ? undefined : findProject(parent);
}

/** Returns the project in exactly this folder. */
export function projectAt(root: string): Project {
  const packageJson = readJson<PackageJson>(join(root, 'package.json')) ?? {};
  const rc = readRcFile(join(root, RC));
  const declared = { root, packageJson, rc };
  const functionsFolder = findFolder('functions', declared);
  return {
    root,
    packageJson,
    rc,
    language: findLanguage(declared, functionsFolder.source),
    functionsFolder,
    assetsFolder: findFolder('assets', declared),
    envFile: join(root, '.env'),
    isRepository: packageJson.name === THIS_PACKAGE,
  };
}

/** Returns a path from the project's root with slashes, as messages show it. */
export function pathInProject({ root }: Pick<Project, 'root'>, path: string): string {
  return relative(root, path).replaceAll('\\', '/');
}

/** Returns the source of an uploaded file, as a path from the project's root. */
export function sourceFileOf(project: Project, file: string): string {
  const { uploaded, source } = project.functionsFolder;
  const path = resolve(source, relative(uploaded, join(project.root, file)));
  const typed = path.replace(/js$/, 'ts');
  return pathInProject(project, existsSync(typed) ? typed : path);
}

// A package.json that is missing or broken declares nothing.
function declaresToolkit(folder: string): boolean {
  const manifest = readJson<PackageJson>(join(folder, 'package.json'));
  const declared = { ...manifest?.dependencies, ...manifest?.devDependencies };
  return TOOLKIT.some((name) => Object.hasOwn(declared, name));
}

function readRcFile(file: string): RcFile {
  if (!existsSync(file)) return { settings: {}, problem: 'is missing' };
  try {
    return { settings: JSON5.parse(readFileSync(file, 'utf8')) ?? {}, problem: undefined };
  } catch {
    return { settings: {}, problem: 'is not JSON5' };
  }
}

// The toolkit prefers a parameter, which stands in a script of package.json, to the setting.
function findFolder(
  kind: keyof typeof FOLDERS,
  { root, packageJson, rc }: Pick<Project, 'root' | 'packageJson' | 'rc'>,
): ProjectFolder {
  const { parameter, setting, names } = FOLDERS[kind];
  const { deploy = '', start = '', ...others } = packageJson.scripts ?? {};
  const [, given] = parameter.exec([deploy, start, ...Object.values(others)].join('\n')) ?? [];
  const set = rc.settings.commands?.deploy?.[setting] ?? rc.settings[setting];
  const isThere = (name: string) => existsSync(join(root, name));
  const name = given ?? (typeof set === 'string' ? set : (names.find(isThere) ?? names[0]));
  const candidates = names.some((known) => known === name) ? [name] : [join('src', kind), kind];
  return {
    uploaded: resolve(root, name),
    source: resolve(root, candidates.find(isThere) ?? name),
  };
}

function findLanguage(
  { root, packageJson }: Pick<Project, 'root' | 'packageJson'>,
  functions: string,
): Project['language'] {
  const plain = packageJson.type === 'module' ? 'module' : 'javascript';
  if (!existsSync(join(root, 'tsconfig.json'))) return plain;
  const files = existsSync(functions) ? readdirSync(functions, { recursive: true }) : [];
  const isWritten = (extension: string) => files.some((file) => `${file}`.endsWith(extension));
  return isWritten('.ts') || !isWritten('.js') ? 'typescript' : plain;
}
