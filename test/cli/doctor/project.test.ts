import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  checkDependencies,
  checkNodeVersion,
  checkRuntimeHandler,
} from '../../../cli/doctor/check-platform';
import { readTarget } from '../../../cli/doctor/read-project';
import { projectAt } from '../../../cli/project/project';
import { makeTempFolder } from '../../support/processes/temp-folder';

const { path: folder, remove } = makeTempFolder('doctor');
afterAll(remove);

describe('the runtime handler', () => {
  const name = '@twilio/runtime-handler';
  const find = (declared: string | undefined, installed: string | undefined) => {
    const root = join(folder, `${declared}-${installed}`);
    const module = join(root, 'node_modules', name);
    mkdirSync(module, { recursive: true });
    if (installed !== undefined) {
      writeFileSync(join(module, 'package.json'), JSON.stringify({ version: installed }));
    }
    const dependencies = declared === undefined ? {} : { [name]: declared };
    return checkRuntimeHandler({ root, packageJson: { dependencies } });
  };

  test.each(['1.2.0', '1.3.1', '2.0.1', '2.0.3'])('version %s is accepted', (version) => {
    expect(find(version, version)).toEqual([expect.objectContaining({ level: 'ok', name })]);
  });

  test.each([
    ['the version that Twilio refuses, the newest of npm', '2.1.0', 'with error 20001'],
    ['a version that Twilio does not list', '2.0.2', 'is not known to be built by Twilio'],
    ['a future version', '2.2.0', 'is not known to be built by Twilio'],
    ['older than 1.2.0', '1.1.1', '1.1.1 passes no request headers'],
    ['a range', '^2.0.3', 'must name an exact version'],
    ['a tag', 'latest', 'must name an exact version'],
    ['a release candidate', '1.2.0-rc.3', 'must name an exact version'],
    ['not declared', undefined, 'must name an exact version'],
  ])(
    '%s is an error, and the remedy is a command that installs an accepted version',
    (_case, version, message) => {
      expect(find(version, version)).toEqual([
        {
          level: 'error',
          name,
          message: expect.stringContaining(message),
          remedy: 'npm install --save-exact @twilio/runtime-handler@2.0.3',
        },
      ]);
    },
  );

  test.each([
    ['not installed', 'error', '2.0.3', undefined, 'is not installed', 'npm install'],
    ['not in the registry', 'error', '2.1.2', undefined, 'is not installed', 'npm install --save-'],
    [
      'installed in an old version',
      'error',
      '2.0.3',
      '1.1.1',
      '1.1.1 passes no request headers',
      'npm install',
    ],
    [
      'installed in another version',
      'warning',
      '2.0.3',
      '2.1.0',
      '2.1.0 is installed',
      'npm install',
    ],
  ])('%s is an %s', (_case, level, declared, installed, message, remedy) => {
    expect(find(declared, installed)).toEqual([
      {
        level,
        name,
        message: expect.stringContaining(message),
        remedy: expect.stringContaining(remedy),
      },
    ]);
  });

  test('is found in a parent folder, where a workspace installs it', () => {
    const workspace = join(folder, 'workspace');
    const module = join(workspace, 'node_modules', name);
    mkdirSync(module, { recursive: true });
    writeFileSync(join(module, 'package.json'), '{"version":"2.0.3"}');
    const root = join(workspace, 'packages', 'service');

    const found = checkRuntimeHandler({ root, packageJson: { dependencies: { [name]: '2.0.3' } } });

    expect(found).toMatchObject([{ level: 'ok' }]);
  });
});

test.each([
  ['file:../lib', 1],
  ['link:../lib', 1],
  ['../lib', 1],
  ['workspace:*', 1],
  ['npm:other@1.0.0', 1],
  ['owner/name', 1],
  ['git+ssh://git@example.com/a.git', 1],
  ['https://example.com/a.tgz', 1],
  ['^5.0.0', 0],
  ['1.0.0 || 2.x', 0],
  ['*', 0],
  ['', 0],
  ['latest', 0],
])(
  'a dependency on %s has %i errors, as Twilio installs from the public registry',
  (version, errors) => {
    const found = checkDependencies({ packageJson: { dependencies: { lib: version } } });

    expect(found.filter(({ level }) => level === 'error')).toHaveLength(errors);
  },
);

describe('.twilioserverlessrc', () => {
  const target = (rc: string | null, ...parameters: string[]) => {
    const root = join(folder, `${Math.random()}`);
    mkdirSync(root);
    if (rc !== null) writeFileSync(join(root, '.twilioserverlessrc'), rc);
    return readTarget(projectAt(root), parameters);
  };
  const found = (given: ReturnType<typeof target>) =>
    checkNodeVersion({ target: given, nodeVersion: '22.1.0', packageJson: {} }).map(
      ({ level, message }) => `${level} ${message}`,
    );

  test.each([
    ['node16', 'error Twilio refuses the runtime node16'],
    ['node18', 'error Twilio refuses the runtime node18'],
    ['node20', 'warning node20 is unmaintained since 2026-04-30'],
    ['node22', 'ok runtime node22'],
    ['node24', 'ok runtime node24; Twilio itself raises the runtime handler to 2.1.2'],
    ['node26', 'error the runtime node26 is not known to be built by Twilio'],
    ['22', 'error the runtime 22 is not known to be built by Twilio'],
    ['constructor', 'error the runtime constructor is not known to be built by Twilio'],
  ])('the runtime %s has the finding: %s', (release, expected) => {
    const rc = `{ // JSON5\n  runtime: '${release}' }`;

    expect(found(target(rc))).toEqual([expect.stringContaining(expected)]);
  });

  test.each([
    ['without a runtime', '{}', 'warning names no runtime'],
    ['that is missing', null, 'warning is missing'],
    ['that is not JSON5', '{', 'error is not JSON5'],
  ])('%s is reported', (_case, rc, expected) => {
    expect(found(target(rc))).toEqual([expect.stringContaining(expected)]);
  });

  test('is overridden by the parameters of the toolkit', () => {
    const rc = '{ "runtime": "node18", "environment": "staging" }';

    expect(target(rc)).toMatchObject({ runtime: 'node18', environment: 'staging' });
    expect(target(rc, '--runtime=node22', '--environment', 'qa')).toMatchObject({
      runtime: 'node22',
      environment: 'qa',
    });
  });

  test('can have settings for a deploy and for one environment', () => {
    const rc = `{ runtime: 'node18', commands: { deploy: { runtime: 'node20' } },
      environments: { staging: { runtime: 'node22' }, '*': { runtime: 'node24' } } }`;
    const runtimes = [[], ['--environment=staging'], ['--production']].map(
      (parameters) => target(rc, ...parameters).runtime,
    );

    expect(runtimes).toEqual(['node20', 'node22', 'node24']);
  });

  test.each([
    ['dev', [], false],
    ['staging', ['--environment=staging'], false],
    ['production', ['--production'], true],
    ['production', ['--environment=production'], true],
  ])('the target is %s for the parameters %j', (environment, parameters, isProduction) => {
    expect(target('{}', ...parameters)).toMatchObject({ environment, isProduction });
  });
});

test.each([
  ['20.12.0', 'ok'],
  ['24.3.0', 'ok'],
  ['20.11.1', 'warning'],
  ['18.20.0', 'warning'],
  ['23.0.0', 'warning'],
])('Node.js %s on this machine has the level %s', (nodeVersion, level) => {
  const packageJson = { engines: { node: '^20.12.0 || ^22.0.0 || ^24.0.0' } };
  const target = readTarget(projectAt(folder), []);

  expect(checkNodeVersion({ target, nodeVersion, packageJson })[1]).toMatchObject({
    level,
    name: 'Node.js',
  });
});
