import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '../../cli/project/paths';

/** A package whose code became part of a built file. */
interface Component {
  readonly name: string;
  readonly version: string;
  /** The SPDX identifier. */
  readonly license: string;
  readonly author: string;
  readonly folder: string;
}

const IN_PACKAGE = /^(.*[\\/]node_modules[\\/]((?:@[^\\/]+[\\/])?[^\\/]+))[\\/]/;
const LICENSE_FILE = /^(licen[cs]e|copying)(\.|-|$)/i;

/** Returns the CycloneDX bill of materials of bundled files: which packages are inside. */
export function billOfMaterials(sources: readonly string[]): object {
  const { name, version } = readManifest(ROOT);
  return {
    bomFormat: 'CycloneDX',
    specVersion: '1.6',
    version: 1,
    metadata: {
      component: { type: 'library', name, version, purl: `pkg:npm/${name}@${version}` },
    },
    components: componentsOf(sources).map((component) => ({
      type: 'library',
      name: component.name,
      version: component.version,
      purl: `pkg:npm/${component.name.replace('@', '%40')}@${component.version}`,
      licenses: [{ license: { id: component.license } }],
    })),
  };
}

/** Returns the licenses of the packages in bundled files, and of the list of common passwords. */
export function thirdPartyNotices(sources: readonly string[]): string {
  const notices = componentsOf(sources).map(
    (one) => `${one.name} ${one.version} (${one.license})\n\n${licenseOf(one)}`,
  );
  const passwords = licenseFileOf(join(ROOT, 'lib/directory/passwords'));
  return [
    'twilio-functions-auth contains code of these packages.',
    ...notices,
    `The list of common passwords, from @zxcvbn-ts/language-common\n\n${passwords}`,
  ].join(`\n\n${'-'.repeat(80)}\n\n`);
}

function componentsOf(sources: readonly string[]): readonly Component[] {
  const folders = new Set(sources.flatMap((file) => IN_PACKAGE.exec(file)?.[1] ?? []));
  return [...folders]
    .map((folder) => ({ ...readManifest(folder), folder }))
    .sort((one, other) => (one.name < other.name ? -1 : 1));
}

function readManifest(folder: string): Omit<Component, 'folder'> {
  const { name, version, license, author } = JSON.parse(
    readFileSync(join(folder, 'package.json'), 'utf8'),
  );
  return { name, version, license, author: author?.name ?? author ?? `the authors of ${name}` };
}

/** Returns the text of a folder's license file. */
function licenseFileOf(folder: string): string | undefined {
  const file = readdirSync(folder).find((name) => LICENSE_FILE.test(name));
  return file === undefined ? undefined : readFileSync(join(folder, file), 'utf8').trim();
}

/** Returns the license that a package includes, or the text of MIT if it only names it. */
function licenseOf({ name, license, author, folder }: Component): string {
  const included = licenseFileOf(folder);
  if (included !== undefined) return included;
  if (license !== 'MIT')
    throw new Error(`${name} has no license file, and its license is not MIT.`);
  const [, ...terms] = (licenseFileOf(ROOT) ?? '').split(/^Copyright .*$/m);
  return `MIT License\n\nCopyright (c) ${author}${terms.join('')}`;
}
