import { createHash } from 'node:crypto';
import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, dirname, join, parse, resolve } from 'node:path';
import { build, transform } from 'esbuild';
import type { Plugin } from 'rolldown';
import { common as deCommon } from '../../dashboard/texts/de/common';
import { logIn as de } from '../../dashboard/texts/de/log-in';
import { common } from '../../dashboard/texts/en/common';
import { logIn as en } from '../../dashboard/texts/en/log-in';
import { CliError } from '../run-command';
import { elementsStyle } from './elements-style';
import { DASHBOARD } from './paths';

/** A group of scripts and styles: its folder in the assets and in their URLs, and the first of its modules. */
interface Bundle {
  readonly folder: 'dashboard' | 'elements';
  readonly entry: string;
  /** Replaces a module. */
  readonly plugin?: Plugin;
}

/**
 * Builds the dashboard and the custom elements into a folder of assets: their pages as private assets, and their
 * scripts and styles as public assets. The names of these have a hash of their content, so a browser or a proxy may
 * keep them for any time.
 *
 * @returns the paths of all source files that became part of the scripts.
 * @throws CliError if a source does not compile.
 */
export async function buildDashboard(assets: string): Promise<readonly string[]> {
  const [page, elements] = await Promise.all([buildPage(assets), buildElements(assets)]);
  return [...page, ...elements];
}

async function buildPage(assets: string): Promise<readonly string[]> {
  const folder = join(assets, 'dashboard');
  mkdirSync(folder, { recursive: true });
  const [{ script, sources }, start, style, insideStyle] = await Promise.all([
    buildScripts(assets, { folder: 'dashboard', entry: 'main.tsx' }),
    buildFile(folder, 'start.ts'),
    buildFile(folder, join('style', 'main.css')),
    buildFile(folder, join('style', 'inside.css')),
  ]);
  cpSync(join(DASHBOARD, 'icon.svg'), join(folder, 'icon.svg'));
  const page = readFileSync(join(DASHBOARD, 'index.html'), 'utf8')
    .replace('{{logins}}', loginTemplates())
    .replace('{{start}}', start)
    .replace('{{script}}', script)
    .replace('{{style}}', style)
    .replace('{{insideStyle}}', insideStyle);
  writeFileSync(join(assets, 'dashboard.private.html'), page);
  return sources;
}

// The private asset is what a page has in its head.
async function buildElements(assets: string): Promise<readonly string[]> {
  const folder = join(assets, 'elements');
  mkdirSync(folder, { recursive: true });
  const entry = join('elements', 'elements.ts');
  const { script, sources } = await buildScripts(assets, {
    folder: 'elements',
    entry,
    plugin: forElements,
  });
  const options = { loader: 'css', minify: true } as const;
  const { code } = await transform(elementsStyle(), options).catch(failed);
  const style = writeHashed(folder, 'elements.css', code);
  cpSync(join(DASHBOARD, 'elements', 'page.css'), join(folder, 'page.css'));
  const head = readFileSync(join(DASHBOARD, 'elements', 'head.html'), 'utf8')
    .replace('{{script}}', script)
    .replace('{{style}}', style);
  writeFileSync(join(assets, 'elements.private.html'), head);
  return sources;
}

const REPLACED = join(DASHBOARD, 'page');
const forElements: Plugin = {
  name: 'for-elements',
  resolveId(source, importer) {
    if (importer === undefined || resolve(dirname(importer), source) !== REPLACED) return null;
    return join(DASHBOARD, 'elements', 'page.ts');
  },
};

interface BuiltScripts {
  /** The URL path of the script that the page loads. */
  readonly script: string;
  readonly sources: readonly string[];
}

// What these modules need is in their files. By itself, the bundler would make a file of its own for each set of screens
// that share a part.
const INSIDE = /\/inside\.ts$/;
const EVENTS = /\/what\.tsx$/;
// Arguments need fewer characters than the property `children` of the automatic runtime.
const JSX = { runtime: 'classic', pragma: 'createElement', pragmaFrag: 'Fragment' } as const;
const PREACT: Record<string, [module: string, name: string]> = {
  createElement: ['preact', 'createElement'],
  Fragment: ['preact', 'Fragment'],
};

// Everything that a login needs is in one file, including what the later scripts share with it. By themselves,
// bundlers would make it three, and name what the later ones share after any of its modules.
async function buildScripts(
  assets: string,
  { folder, entry, plugin }: Bundle,
): Promise<BuiltScripts> {
  const { rolldown } = await import('rolldown');
  const { name } = parse(entry);
  const bundle = await rolldown({
    input: { [name]: join(DASHBOARD, entry) },
    plugins: plugin === undefined ? [] : [plugin],
    // The build depends on no settings of the compiler, which only checks the types.
    tsconfig: false,
    transform: { jsx: JSX, inject: PREACT },
    platform: 'browser',
    logLevel: 'silent',
  }).catch(failed);
  const { output } = await bundle
    .write({
      dir: join(assets, folder),
      format: 'esm',
      minify: true,
      comments: false,
      entryFileNames: '[name].[hash].js',
      chunkFileNames: '[name].[hash].js',
      hashCharacters: 'hex',
      codeSplitting: {
        groups: [
          { name, tags: ['$initial'] },
          { name: 'inside', test: INSIDE },
          { name: 'events', test: EVENTS },
        ],
      },
    })
    .catch(failed);
  await bundle.close();
  const chunks = output.filter((file) => file.type === 'chunk');
  const main = chunks.find(({ isEntry }) => isEntry);
  return {
    script: `/${folder}/${main?.fileName}`,
    sources: chunks.flatMap(({ moduleIds }) => moduleIds),
  };
}

/** Builds a style, or the script that runs before the page is shown. Returns the URL path. */
async function buildFile(folder: string, source: string): Promise<string> {
  const result = await build({
    entryPoints: [join(DASHBOARD, source)],
    bundle: true,
    minify: true,
    write: false,
    tsconfigRaw: {},
    logLevel: 'warning',
  }).catch(failed);
  const content = result.outputFiles[0]?.text ?? '';
  return writeHashed(folder, basename(source).replace('.ts', '.js'), content);
}

/** Writes a file with a hash of its content in its name. Returns the URL path. */
function writeHashed(folder: string, file: string, content: string): string {
  const hash = createHash('sha256').update(content).digest('hex').slice(0, 8);
  const { name, ext } = parse(file);
  const hashed = `${name}.${hash}${ext}`;
  writeFileSync(join(folder, hashed), content);
  return `/${basename(folder)}/${hashed}`;
}

// The login in each language, for a visitor who waits for the script.
function loginTemplates(): string {
  const source = readFileSync(join(DASHBOARD, 'login.html'), 'utf8').replaceAll('\n', '');
  return Object.entries({ en: { ...common, ...en }, de: { ...deCommon, ...de } })
    .map(([language, texts]) => {
      const words: Readonly<Record<string, unknown>> = { ...texts, ...texts.logIn, language };
      return source.replaceAll(/\{\{(\w+)\}\}/g, (_all, name: string) => String(words[name]));
    })
    .join('');
}

function failed(reason: unknown): never {
  throw new CliError(`The dashboard does not compile: ${String(reason)}`);
}
