import { createServer, type Server } from 'node:net';
import type { Diagnosis } from '../../../cli/doctor/diagnose';
import { formatJson } from '../../../cli/doctor/format-findings';
import { readManifest } from '../../../cli/project/deploy-manifest';
import { DIRECTORY_VARIABLES } from '../../support/directory/directory-variables';
import { lineOf, TOKEN } from '../../support/guard/tokens';
import { checkExampleProject } from '../../support/projects/check-example-project';
import { PROJECT } from '../../support/projects/project';

// The doctor asks each guarded Function in place of believing its mark: calls without credentials, and with
// some that nobody has, have to be refused.

const LIBRARY =
  "const { apiKey, basic, bearer, open, policyFor, session, twilioSignature, withAuth } = require(Runtime.getAssets()['/auth.js'].path);";
const JWT = "const { tokenEndpoint } = require(Runtime.getAssets()['/jwt.js'].path);";
const RUN = "require('node:fs').writeFileSync(__filename + '.run', '');";
const guarded = (policy: string, handler = `() => { ${RUN} return 'OK'; }`) =>
  `exports.handler = withAuth(${policy}, ${handler});`;
const accepting = "{ status: 'accepted', principal: { scheme: 'own', username: 'x' } }";
const own = (authenticate: string) =>
  `{ name: 'own', configure: () => ({ authenticate: ${authenticate} }) }`;
const VERIFY = 'basic accepts every caller that its function verify accepts';

/** Functions by name: their code, and what has to be said of them. */
const FUNCTIONS: Readonly<Record<string, readonly [code: string, ...expected: string[]]>> = {
  // What is put around a guarded handler.
  proxy: [
    `const inner = withAuth(basic(), () => 'OK'); let cached;
     exports.handler = new Proxy(inner, { apply: (target, self, [c, e, callback]) =>
       cached ? callback(null, cached) : target(c, e, (error, answer) => callback(error, cached = answer)) });`,
    'error: anyone can call it',
  ],
  cache: [
    `const inner = withAuth(basic(), () => 'OK'); let cached;
     exports.handler = Object.assign((c, e, callback) => callback(null, cached), inner);`,
    'error: anyone can call it',
  ],
  copied: [
    `const inner = withAuth(basic(), () => 'OK'); const mine = () => 'OK';
     for (const key of Reflect.ownKeys(inner)) try { Object.defineProperty(mine, key, Object.getOwnPropertyDescriptor(inner, key)); } catch {}
     exports.handler = mine;`,
    'error: anyone can call it',
  ],
  decoy: [
    `exports.guarded = withAuth(basic(), () => 'OK'); exports.handler = () => 'OK';`,
    'error: anyone can call it',
  ],
  changing: [
    `const inner = withAuth(basic(), () => 'OK'); let reads = 0;
     Object.defineProperty(exports, 'handler', { enumerable: true, get: () => (reads++ === 0 ? inner : () => 'OK') });`,
    'error: cannot be loaded: it exports another handler each time',
  ],
  forged: [
    `const mine = (c, e, callback) => callback(null, 'OK');
     mine[Symbol.for('twilio-functions-auth.mark')] = { access: 'guarded', schemes: [basic()], handler: mine };
     exports.handler = mine;`,
    'error: accepted a call that it must refuse, with no credentials, a username and a password',
  ],
  // Policies that accept everybody.
  'verify-all': [
    guarded("basic({ verify: () => ({ username: 'x' }) })"),
    'error: accepted a call that it must refuse, with a username and a password',
    `warning: ${VERIFY}`,
  ],
  'verify-names': [
    guarded('basic({ verify: async (username) => ({ username }) })'),
    'error: accepted a call that it must refuse, with a username and a password',
    `warning: ${VERIFY}`,
  ],
  'verify-addresses': [
    guarded("basic({ verify: (username) => (username.includes('@') ? { username } : null) })"),
    'error: accepted a call that it must refuse, with an email address and a password',
    `warning: ${VERIFY}`,
  ],
  'verify-empty': [
    guarded("basic({ verify: (username, password) => (password === '' ? { username } : null) })"),
    'error: accepted a call that it must refuse, with a username and no password',
    `warning: ${VERIFY}`,
  ],
  'verify-second': [
    guarded("[bearer(), basic({ verify: () => ({ username: 'x' }) })]"),
    'error: accepted a call that it must refuse, with a username and a password',
    `warning: ${VERIFY}`,
  ],
  'verify-optional': [
    guarded("{ schemes: basic({ verify: () => ({ username: 'x' }) }), optional: true }"),
    'error: accepted a call that it must refuse, with a username and a password',
    `warning: ${VERIFY}`,
  ],
  'verify-reporting': [
    guarded("{ schemes: basic({ verify: () => ({ username: 'x' }) }), enforce: false }"),
    'warning: anyone can call it: enforce is false; basic: 1 user (1 plain) and users of its own function verify; once enforced, still accepted: a username and a password',
    `warning: ${VERIFY}`,
  ],
  'verify-token': [
    `${JWT} exports.handler = open(tokenEndpoint({ clients: basic({ verify: () => ({ username: 'x' }) }) }));`,
    'error: accepted a call that it must refuse, with a username and a password',
    `warning: ${VERIFY}`,
  ],
  'verify-quiet': [
    guarded(
      "{ schemes: basic({ verify: () => ({ username: 'x' }) }), onDecision: () => undefined, challenge: false, cors: ['https://app.example'] }",
    ),
    'error: accepted a call that it must refuse, with a username and a password',
    `warning: ${VERIFY}`,
  ],
  'own-all': [
    guarded(own(`() => (${accepting})`)),
    'error: accepted a call that it must refuse, with no credentials',
  ],
  'own-cookie': [
    guarded(
      own(
        `(event) => (event.request.cookies['__Secure-session'] ? ${accepting} : { status: 'absent' })`,
      ),
    ),
    'error: accepted a call that it must refuse, with a session',
  ],
  'own-signature': [
    guarded(
      own(
        `async (event) => (event.request.headers['x-twilio-signature'] ? ${accepting} : { status: 'absent' })`,
      ),
    ),
    'error: accepted a call that it must refuse, with a signature of Twilio',
  ],
  'own-jwt': [
    guarded(
      own(
        `(event) => (/^Bearer eyJ/.test(event.request.headers.authorization) ? ${accepting} : { status: 'absent' })`,
      ),
    ),
    'error: accepted a call that it must refuse, with a JSON Web Token',
  ],
  'own-field': [
    guarded(
      `{ name: 'own', configure: () => ({ challenge: 'ApiKey realm="x", header="x-mine"', authenticate: (event) => (event.request.headers['x-mine'] ? ${accepting} : { status: 'absent' }) }) }`,
    ),
    'error: accepted a call that it must refuse, with an API key',
  ],
  'authorize-all': [
    guarded('{ schemes: basic(), authorize: () => true }'),
    'ok: guarded; basic: 1 user (1 plain)',
    'warning: authorize accepted a made-up caller without any role, scope or account',
  ],
  status: [
    guarded("session({ status: ['mfa_required', 'authenticated'] })"),
    'ok: guarded; session: callers of the directory (DATABASE_URL; at mfa_required, authenticated)',
    'warning: accepts sessions of users who have only given a password: status mfa_required',
  ],
  // And those that are in order, however their own functions fail.
  throws: [
    guarded("basic({ verify: () => { throw new Error('no'); } })"),
    'ok: guarded; basic: 1 user (1 plain) and users of its own function verify',
    `warning: ${VERIFY}`,
  ],
  rejects: [
    guarded("{ schemes: basic(), onDecision: () => Promise.reject(new Error('no')) }"),
    'ok: guarded; basic: 1 user (1 plain)',
  ],
  'fails-later': [
    guarded(
      "{ schemes: basic(), onDecision: () => { setTimeout(() => { throw new Error('no'); }, 0); Promise.reject(new Error('no')); } }",
    ),
    'ok: guarded; basic: 1 user (1 plain)',
  ],
  'every-scheme': [
    guarded(
      "[basic({ directory: true, variables: true }), bearer({ directory: true, jwt: { secret: 'x'.repeat(32), algorithms: ['HS256'], issuer: 'https://i.example', audience: 'a' } }), apiKey({ directory: true, header: 'x-mine' }), session(), twilioSignature()]",
    ),
    'ok: guarded; basic: 1 user (1 plain) and callers of the directory (DATABASE_URL)',
  ],
  'authorize-some': [
    guarded("{ schemes: basic(), authorize: ({ username }) => username === 'ada' }"),
    'ok: guarded; basic: 1 user (1 plain)',
  ],
};

let server: Server;
let connections = 0;
let diagnosis: Diagnosis;
let ran: readonly string[];

beforeAll(async () => {
  server = createServer(() => {
    connections += 1;
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as { readonly port: number };
  const reach = [
    `fetch('http://127.0.0.1:${port}').catch(() => undefined)`,
    `require('node:http').get('http://127.0.0.1:${port}').on('error', () => undefined)`,
    `require('node:net').connect(${port}, '127.0.0.1').on('error', () => undefined)`,
    `require('node:tls').connect(${port}, '127.0.0.1').on('error', () => undefined)`,
  ].join('; ');
  const reaching = {
    'reaches.js': `${reach}; ${guarded(`basic({ verify: async () => { ${reach}; await fetch('http://127.0.0.1:${port}'); return { username: 'x' }; } })`)}`,
  };
  const code = Object.entries(FUNCTIONS).map(([name, [text]]) => [`${name}.js`, text] as const);
  const files = [...code, ...Object.entries(reaching)].map(
    ([name, text]) => [`.twilioserverless/functions/${name}`, `${LIBRARY}\n${text}`] as const,
  );
  diagnosis = await checkExampleProject({
    variables: {
      USERNAME: 'ada',
      PASSWORD: 'a random password',
      BEARER_TOKENS: lineOf('ci', TOKEN),
      AUTH_TOKEN: '0'.repeat(32),
      ...DIRECTORY_VARIABLES,
    },
    files: Object.fromEntries(files),
    look: (list) => {
      ran = list('.twilioserverless/functions').filter((name) => name.endsWith('.run'));
    },
  });
});
afterAll(() => new Promise((resolve) => server.close(resolve)));

const saidOf = (path: string) =>
  diagnosis.findings
    .filter(({ name }) => name === path)
    .map(({ level, message }) => `${level}: ${message}`);

test.each(Object.entries(FUNCTIONS))(
  'the doctor reports the expected findings of /%s',
  (name, [_code, ...expected]) => {
    const said = saidOf(`/${name}`);

    expect(said).toHaveLength(expected.length);
    for (const line of expected) {
      expect(said).toContainEqual(expect.stringContaining(line));
    }
  },
);

test('each guarded Function of the project was called and refused every call', () => {
  const own = readManifest(PROJECT).map(({ file }) => file);
  const asked = diagnosis.state.functions.filter(
    ({ file, access }) => own.includes(file) && access === 'guarded',
  );

  expect(asked.length).toBeGreaterThan(40);
  for (const { probe } of asked) expect(probe).toEqual({ accepted: [] });
});

test('no handler behind a guard ran, not even if the guard accepted a call', () => {
  expect(ran).toEqual([]);
});

test('nothing was sent over the network, neither while loading nor while calling', () => {
  expect(saidOf('/reaches')).toContainEqual(expect.stringContaining('ok: guarded'));
  expect(connections).toBe(0);
});

test('the JSON contains the results, too', () => {
  const { functions } = JSON.parse(formatJson(diagnosis));
  const refusesOf = (path: string) =>
    functions.find((one: { readonly path: string }) => one.path === path).refuses;

  expect(['/basic', '/verify-all', '/health'].map(refusesOf)).toEqual([true, false, null]);
});
