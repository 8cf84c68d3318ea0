import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '../../cli/project/paths';

const ENTRIES = ['jwt', 'directory', 'upstream', 'scim'];
// What the library and the command load when they need it.
const PARTS = ['index', 'jwt', 'directory', 'mail', 'passkeys', 'sso', 'saml', 'cli/inspect-child'];

/** Returns the `package.json` of the npm package. */
export function packageManifest(): object {
  const { name, version, description, license, keywords } = JSON.parse(
    readFileSync(join(ROOT, 'package.json'), 'utf8'),
  );
  const entry = (file: string) => ({ types: `./dist/${file}.d.ts`, default: `./dist/${file}.js` });
  return {
    name,
    version,
    description,
    license,
    keywords,
    type: 'commonjs',
    sideEffects: false,
    // Twilio may still run Node.js 20, so the library does.
    engines: { node: '>=20.12' },
    // Each by its name: the files to copy into projects are no modules of the package.
    imports: {
      ...Object.fromEntries(PARTS.map((name) => [`#part/${name}`, `./dist/${name}.js`])),
      '#vendor/*': './dist/vendor/*',
    },
    main: './dist/index.js',
    types: './dist/index.d.ts',
    exports: {
      '.': entry('index'),
      ...Object.fromEntries(ENTRIES.map((file) => [`./${file}`, entry(file)])),
      // Types alone: the elements are assets of the service.
      './elements': { types: './dist/elements.d.ts' },
      './package.json': './package.json',
    },
    // For the module resolution of TypeScript projects by create-twilio-function, which ignores exports.
    typesVersions: {
      '*': Object.fromEntries(
        [...ENTRIES, 'elements'].map((file) => [file, [`dist/${file}.d.ts`]]),
      ),
    },
    bin: { [name]: 'dist/cli/main.js' },
    files: ['dist', 'CHANGELOG.md'],
    peerDependencies: { '@twilio-labs/serverless-runtime-types': '>=3' },
    peerDependenciesMeta: { '@twilio-labs/serverless-runtime-types': { optional: true } },
  };
}
