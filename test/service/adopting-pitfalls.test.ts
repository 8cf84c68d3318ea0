import { cpSync } from 'node:fs';
import { join } from 'node:path';
import { sendRequest } from '../support/clients/send-request';
import { authorized } from '../support/guard/conformance-cases';
import { basicAuthorization } from '../support/guard/invoke';
import { createProject } from '../support/projects/adopting-project';
import { PROJECT } from '../support/projects/project';
import type { OpenedProject } from '../support/projects/project-copy';
import { type ProjectFiles, writeFiles } from '../support/projects/write-project';
import { startLocalService } from '../support/services/local-service';
import { type Service, VARIABLES } from '../support/services/service';

// docs/add-to-existing-project.md describes these pitfalls.

const AUTH_TOKEN = '0'.repeat(32);
const JWT = `{ secret: '${'x'.repeat(32)}', algorithms: ['HS256'], issuer: 'a', audience: 'b' }`;
const guarded = (path: string, policy: string, answer = "'in'") =>
  `const { basic, bearer, twilioSignature, withAuth } = require(Runtime.getAssets()['${path}'].path);
  exports.handler = withAuth(${policy}, (context, event, callback) => callback(null, ${answer}));`;

let project: OpenedProject;
let service: Service | undefined;

beforeEach(async () => {
  project = await createProject('javascript');
});
afterEach(async () => {
  await service?.close();
  service = undefined;
  project.remove();
});

const copy = (built: string, to: string) =>
  cpSync(join(PROJECT, '.twilioserverless', 'assets', built), join(project.folder, to));

async function start(files: ProjectFiles, more: Readonly<Record<string, string>> = {}) {
  writeFiles(project.folder, files);
  const variables = { ...VARIABLES, ...more };
  service = await startLocalService({ folder: project.folder, variables });
  return service;
}

const statusesOf = async ({ url }: Service, path: string) => {
  const answers = [
    await sendRequest(`${url}${path}`),
    await sendRequest(`${url}${path}`, { headers: authorized() }),
  ];
  return answers.map(({ status }) => status);
};

test('a project of ES modules is guarded and verifies JWTs if the copied files are named .cjs', async () => {
  copy('auth.private.js', 'assets/auth.private.cjs');
  copy('jwt.private.js', 'assets/jwt.private.cjs');
  const module = (policy: string) => `import { createRequire } from 'node:module';
    const { basic, bearer, withAuth } =
      createRequire(import.meta.url)(Runtime.getAssets()['/auth.cjs'].path);
    export const handler = withAuth(${policy}, (c, e, callback) => callback(null, 'in'));`;
  const running = await start({
    'package.json': JSON.stringify({
      type: 'module',
      dependencies: { '@twilio/runtime-handler': '2.0.3' },
    }),
    'functions/module.js': module('basic()'),
    'functions/jwt.js': module(`bearer({ jwt: ${JWT} })`),
  });

  expect(await statusesOf(running, '/module')).toEqual([401, 200]);
  expect((await sendRequest(`${running.url}/jwt`)).status).toBe(401);
});

test('a project with its own assets/auth.js is guarded by a copy with another name in a folder', async () => {
  writeFiles(project.folder, { 'assets/auth.js': '', 'assets/lib/note.txt': '' });
  copy('auth.private.js', 'assets/lib/guard.private.js');
  const running = await start({ 'functions/mine.js': guarded('/lib/guard.js', 'basic()') });

  expect(await statusesOf(running, '/mine')).toEqual([401, 200]);
});

test('jwt.private.js in a folder leads to a 500, and the log names the expected path', async () => {
  writeFiles(project.folder, { 'assets/lib/note.txt': '' });
  copy('auth.private.js', 'assets/lib/auth.private.js');
  copy('jwt.private.js', 'assets/lib/jwt.private.js');
  const policy = `bearer({ jwt: ${JWT} })`;
  const running = await start({ 'functions/mine.js': guarded('/lib/auth.js', policy) });

  expect((await sendRequest(`${running.url}/mine`)).status).toBe(500);
  expect(running.logs()).toContain('no private asset /jwt.js');
  expect(running.logs()).toContain('assets/jwt.private.js');
});

test.each([
  ['undefined', 500],
  ['', 200],
  [AUTH_TOKEN, 200],
])(
  'with AUTH_TOKEN=%s, [basic(), twilioSignature()] responds to the right password with %i',
  async (token, status) => {
    copy('auth.private.js', 'assets/auth.private.js');
    const policy = '[basic(), twilioSignature()]';
    const running = await start(
      { 'functions/mine.js': guarded('/auth.js', policy) },
      { AUTH_TOKEN: token },
    );

    const headers = { authorization: basicAuthorization(VARIABLES.USERNAME, VARIABLES.PASSWORD) };
    const answer = await sendRequest(`${running.url}/mine`, { headers });

    expect(answer.status).toBe(status);
    expect(running.logs().includes('AUTH_TOKEN')).toBe(status === 500);
  },
);

test('a Function can call a guarded Function only with its own event, and the log says so', async () => {
  copy('auth.private.js', 'assets/auth.private.js');
  const running = await start({
    'functions/mine.js': guarded('/auth.js', 'basic()'),
    'functions/caller.js': `exports.handler = (context, event, callback) => {
      const { handler } = require(Runtime.getFunctions()['mine'].path);
      handler(context, event.own ? { a: 1 } : event, callback);
    };`,
  });

  expect(await statusesOf(running, '/caller')).toEqual([401, 200]);
  expect(running.logs()).not.toContain('event.request is missing');
  expect(await statusesOf(running, '/caller?own=1')).toEqual([401, 401]);
  expect(running.logs()).toContain('it must pass its own event');
});
