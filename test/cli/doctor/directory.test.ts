import { formatJson, formatTable } from '../../../cli/doctor/format-findings';
import { DIRECTORY_VARIABLES } from '../../support/directory/directory-variables';
import { lineOf } from '../../support/guard/tokens';
import { checkExampleProject } from '../../support/projects/check-example-project';
import { ENDPOINTS } from '../../support/projects/project-copy';

// What the doctor says of the directory's variables.

const CLEAN = {
  USERNAME: 'ada',
  PASSWORD: 'a random password',
  BEARER_TOKENS: lineOf('ci', 'token'),
  ...DIRECTORY_VARIABLES,
};
const MEMBERS = {
  '.twilioserverless/functions/members.js': `
    const { session, withAuth } = require(Runtime.getAssets()['/auth.js'].path);
    exports.handler = withAuth(session(), () => 'OK');`,
};

/** What is found about the directory's variables, as `level name: message`. */
async function complaints(variables: Readonly<Record<string, string>>, removed = ENDPOINTS) {
  const diagnosis = await checkExampleProject({
    variables: { ...CLEAN, ...variables },
    files: MEMBERS,
    removed,
  });
  const printed = formatTable(diagnosis.findings, { color: false }) + formatJson(diagnosis);
  expect(printed).not.toContain('canary');
  return diagnosis.findings
    .filter(
      ({ level, name }) =>
        level !== 'ok' && /DATABASE|DIRECTORY|MAIL|SMTP|SIGNUP|VERIFY/.test(name),
    )
    .map(({ level, name, message }) => `${level} ${name}: ${message}`);
}

test('a configured directory has neither errors nor warnings', async () => {
  expect(await complaints({}, [])).toEqual([]);
});

test('a project without a directory gets one warning and can be deployed', async () => {
  const found = await complaints({
    DATABASE_URL: '',
    DIRECTORY_KEY: '',
    SMTP_URL: '',
    MAIL_FROM: '',
  });

  expect(found).toEqual([
    expect.stringMatching(
      /^warning DATABASE_URL: DATABASE_URL is required: until it is set, \/.* refuse every caller/,
    ),
  ]);
});

test.each([
  ['postgres://service:canary@localhost:5432/directory'],
  ['postgres://service:canary@127.0.0.1/directory'],
  ['postgres://service:canary@[::1]/directory'],
])('a deployed Function cannot use %s', async (url) => {
  expect(await complaints({ DATABASE_URL: url })).toEqual([
    'error DATABASE_URL: is on this machine, which a deployed Function cannot reach',
  ]);
});

test('a mail server on this machine is an error', async () => {
  const found = await complaints({ SMTP_URL: 'smtp://localhost:2525' });

  expect(found).toContain(
    'error SMTP_URL: is on this machine, which a deployed Function cannot reach',
  );
});

test('the current key as the previous key is an error, but none is not a key', async () => {
  const { DIRECTORY_KEY } = DIRECTORY_VARIABLES;

  expect(await complaints({ DIRECTORY_KEY_PREVIOUS: DIRECTORY_KEY })).toEqual([
    'error DIRECTORY_KEY_PREVIOUS: is the same as DIRECTORY_KEY, so there is no previous key',
  ]);
  expect(await complaints({ DIRECTORY_KEY_PREVIOUS: 'none' })).toEqual([]);
});

test('the URL of the owner of the tables is not sent to Twilio', async () => {
  expect(await complaints({ DATABASE_OWNER_URL: 'postgres://owner:canary@db.example/x' })).toEqual([
    'error DATABASE_OWNER_URL: would be sent to Twilio, where no code may change or delete tables',
  ]);
});

test('a folder for mail is not sent to Twilio', async () => {
  expect(await complaints({ MAIL_FOLDER: '/mails' })).toEqual([
    'error MAIL_FOLDER: is for this machine: a deployed Function would write mail to a disk that is lost',
  ]);
});

const VERIFY = { VERIFY_SERVICE_SID: `VA${'0'.repeat(32)}` };
const ACCOUNT = { ACCOUNT_SID: `AC${'0'.repeat(32)}`, AUTH_TOKEN: 'canary'.padEnd(32, 'a') };

test('codes by phone need a service and the credentials of the account', async () => {
  expect(await complaints({ ...VERIFY, ...ACCOUNT })).toEqual([]);
  expect(await complaints(VERIFY)).toEqual([
    'warning VERIFY_SERVICE_SID: needs ACCOUNT_SID and AUTH_TOKEN, which are not both set on this machine',
  ]);
  expect(await complaints({ ...ACCOUNT, VERIFY_SERVICE_SID: 'VAcanary' })).toEqual([
    expect.stringContaining('VERIFY_SERVICE_SID must be VA and 32 hex digits'),
  ]);
});

test('a server of codes on this machine is not sent to Twilio', async () => {
  const VERIFY_URL = 'http://127.0.0.1:8080';
  expect(await complaints({ ...VERIFY, ...ACCOUNT, VERIFY_URL })).toEqual([
    'error VERIFY_URL: is on this machine, which a deployed Function cannot reach',
  ]);
});

test('a directory that cannot send mail gets a warning', async () => {
  expect(await complaints({ SMTP_URL: '', MAIL_FROM: '' })).toEqual([
    'warning SMTP_URL: is not set, so invitations and password resets cannot be mailed',
  ]);
});

test('all problems are reported at once, by name', async () => {
  const found = await complaints({
    DATABASE_URL: 'mysql://canary@db.example/directory',
    DIRECTORY_KEY: 'canary',
    DIRECTORY_KEY_PREVIOUS: 'canary too',
    MAIL_FROM: '',
    ALLOW_SIGNUP: 'canary',
  });

  expect(found.map((line) => line.split(':')[0])).toEqual([
    'error DATABASE_URL',
    'error DIRECTORY_KEY',
    'error DIRECTORY_KEY_PREVIOUS',
    'error MAIL_FROM',
    'error ALLOW_SIGNUP',
  ]);
});
