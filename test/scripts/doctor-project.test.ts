import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { checkNodeVersion } from '../../scripts/doctor/check-node-version';
import { checkRuntimeHandler } from '../../scripts/doctor/check-runtime-handler';
import { readTarget } from '../../scripts/doctor/read-target';
import { makeTempFolder } from '../support/temp-folder';

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

  test.each(['1.2.0', '1.3.0', '2.0.0'])('%s is in order', (version) => {
    expect(find(version, version)).toEqual([expect.objectContaining({ level: 'ok', name })]);
  });

  test.each([
    ['older than 1.2.0', '1.1.1', '1.1.1', '1.1.1 shows Functions no request headers'],
    ['declared as an old one', '1.1.1', '2.1.0', '1.1.1 shows Functions no request headers'],
    ['installed as an old one', '2.1.0', '1.1.1', '1.1.1 shows Functions no request headers'],
    ['declared as a range', '^2.1.0', '2.1.0', 'must name an exact version'],
    ['not declared', undefined, '2.1.0', 'must name an exact version'],
    ['not installed', '2.1.0', undefined, 'is not installed'],
  ])('%s is an error, with the way out', (_case, declared, installed, message) => {
    expect(find(declared, installed)).toEqual([
      {
        level: 'error',
        name,
        message: expect.stringContaining(message),
        remedy: expect.stringMatching(/^npm /),
      },
    ]);
  });
});

describe('.twilioserverlessrc', () => {
  const target = (rc: string | null, ...parameters: string[]) => {
    const root = join(folder, `${Math.random()}`);
    mkdirSync(root);
    if (rc !== null) writeFileSync(join(root, '.twilioserverlessrc'), rc);
    return readTarget(root, parameters);
  };
  const found = (given: ReturnType<typeof target>) =>
    checkNodeVersion({ target: given, nodeVersion: '22.1.0', packageJson: {} }).map(
      ({ level, message }) => `${level} ${message}`,
    );

  test.each([
    ['node16', 'error Twilio refuses the runtime node16'],
    ['node18', 'error Twilio refuses the runtime node18'],
    ['node20', 'warning nobody maintains node20 since 2026-04-30'],
    ['node22', 'ok runtime node22'],
    ['node24', 'ok runtime node24; Twilio raises the runtime handler to 2.1.2'],
    ['node26', 'warning the runtime node26 is none that is known to work'],
    ['python3', 'warning the runtime python3 is none that is known to work'],
  ])('runtime %s: %s', (release, expected) => {
    const rc = `{ // JSON5\n  runtime: '${release}' }`;

    expect(found(target(rc))).toEqual([expect.stringContaining(expected)]);
  });

  test.each([
    ['without a runtime', '{}', 'error names no runtime'],
    ['that is missing', null, 'error is missing'],
    ['that is no JSON5', '{', 'error is not JSON5'],
  ])('%s is an error', (_case, rc, expected) => {
    expect(found(target(rc))).toEqual([expect.stringContaining(expected)]);
  });

  test('counts less than what is handed on to the toolkit', () => {
    const rc = '{ "runtime": "node18", "environment": "stage" }';

    expect(target(rc)).toMatchObject({ runtime: 'node18', environment: 'stage' });
    expect(target(rc, '--runtime=node22', '--environment', 'qa')).toMatchObject({
      runtime: 'node22',
      environment: 'qa',
    });
  });

  test('may say more for a deploy, and for one environment', () => {
    const rc = `{ runtime: 'node18', commands: { deploy: { runtime: 'node20' } },
      environments: { stage: { runtime: 'node22' }, '*': { runtime: 'node24' } } }`;
    const runtimes = [[], ['--environment=stage'], ['--production']].map(
      (parameters) => target(rc, ...parameters).runtime,
    );

    expect(runtimes).toEqual(['node20', 'node22', 'node24']);
  });

  test.each([
    ['dev', [], false],
    ['stage', ['--environment=stage'], false],
    ['production', ['--production'], true],
    ['production', ['--environment=production'], true],
  ])('the environment %s of %j', (environment, parameters, isProduction) => {
    expect(target('{}', ...parameters)).toMatchObject({ environment, isProduction });
  });
});

test.each([
  ['20.12.0', 'ok'],
  ['24.3.0', 'ok'],
  ['20.11.1', 'warning'],
  ['18.20.0', 'warning'],
  ['23.0.0', 'warning'],
])('Node.js %s here: %s', (nodeVersion, level) => {
  const packageJson = { engines: { node: '^20.12.0 || ^22.0.0 || ^24.0.0' } };
  const target = readTarget(folder, []);

  expect(checkNodeVersion({ target, nodeVersion, packageJson })[1]).toMatchObject({
    level,
    name: 'Node.js',
  });
});
