import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  factOf,
  INSTALL_RUNTIME_HANDLER,
  RUNTIME_HANDLER,
  RUNTIME_HANDLERS,
} from '../../lib/platform';
import { PROJECT } from '../support/projects/project';

interface Lock {
  readonly packages: Readonly<
    Record<
      string,
      {
        readonly optionalDependencies?: Readonly<Record<string, string>>;
        readonly hasInstallScript?: boolean;
      }
    >
  >;
}

const locks = ['', 'bench/', 'test/twilio-cli/', 'test/package/'].map(
  (folder) => `${folder}package-lock.json`,
);
const read = (name: string) => readFileSync(join(PROJECT, name), 'utf8');

test.each(locks)('%s names no download URL, so it works with every registry', (name) => {
  expect(read(name)).not.toMatch(/"resolved": "https?:/);
});

test.each(locks)('%s contains every optional package', (name) => {
  const { packages }: Lock = JSON.parse(read(name));
  const locked = new Set(Object.keys(packages).map((path) => path.split('node_modules/').at(-1)));
  const wanted = Object.values(packages).flatMap((entry) =>
    Object.keys(entry.optionalDependencies ?? {}),
  );

  expect(wanted.filter((dependency) => !locked.has(dependency))).toEqual([]);
});

test.each(locks)('%s contains no package whose install script npm may run', (name) => {
  const { packages }: Lock = JSON.parse(read(name));
  const { allowScripts = {} } = JSON.parse(read(name.replace('package-lock', 'package')));
  const withScripts = Object.entries(packages)
    .filter(([, { hasInstallScript }]) => hasInstallScript)
    .map(([path]) => path.split('node_modules/').at(-1) ?? '');

  expect(withScripts.filter((dependency) => allowScripts[dependency] !== false)).toEqual([]);
});

test('the deployed dependencies are exactly the runtime handler that Twilio supports and hash-wasm', () => {
  const { dependencies } = JSON.parse(read('package.json'));
  const { packages } = JSON.parse(read('package-lock.json'));
  const version = dependencies[RUNTIME_HANDLER];

  expect(dependencies).toEqual({
    [RUNTIME_HANDLER]: version,
    'hash-wasm': expect.stringMatching(/^\d+\.\d+\.\d+$/),
  });
  expect(factOf(RUNTIME_HANDLERS, version)?.verdict).toBe('accepted');
  expect(INSTALL_RUNTIME_HANDLER).toBe(`npm install --save-exact ${RUNTIME_HANDLER}@${version}`);
  expect(packages[`node_modules/${RUNTIME_HANDLER}`].version).toBe(version);
});
