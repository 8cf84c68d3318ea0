import { createDirectory, PASSWORD, type TestDirectory } from '../../support/directory/directory';
import { curlSteps, printedToken, runDirectory } from '../../support/directory/directory-command';
import { openSession } from '../../support/directory/team';
import { copySources } from '../../support/projects/source-copy';

let directory: TestDirectory;
let folder: string;
let remove: () => void;
let count = 0;
let email: string;
let name: string;

beforeAll(async () => {
  ({ folder, remove } = copySources());
  directory = await createDirectory();
});

afterAll(async () => {
  await directory.close();
  remove();
});

beforeEach(() => {
  count += 1;
  email = `first${count}@example.com`;
  name = `Account ${count}`;
});

const run = (...parameters: string[]) =>
  runDirectory(folder, parameters, { DATABASE_URL: directory.database.url });

const create = (to = email) => run('create-account', '--name', name, '--email', to);

const show = (token: string) => directory.caller().call('session/show-invitation', { token });

const accounts = () =>
  directory.database.query<{ id: string }>('select id from accounts where name = $1', [name]);

const eventsHere = async () => {
  const [account] = await accounts();
  return directory.database.query<{ type: string }>(
    'select type, source, principal_type, object from events where account_id = $1 order by seq',
    [account?.id],
  );
};

test('the link makes its user the administrator of a new account', async () => {
  const { exitCode, stdout } = await create();

  expect(exitCode).toBe(0);
  const [step] = curlSteps(stdout);
  const caller = directory.caller();
  const path = step?.line.replace(/^.*localhost:3000\//, '') ?? '';
  const input = { ...JSON.parse(step?.typed ?? ''), name: 'Ada', password: PASSWORD };
  expect(await caller.call(path, input)).toMatchObject({
    status: 200,
    body: { status: 'authenticated' },
  });
  expect((await caller.call('session/show')).json).toMatchObject({
    user: { email, name: 'Ada' },
    account: { name },
    roles: { developer: 'read-write', team: 'manager', administrator: true },
  });
});

test('the link is shown once, and neither the database nor the audit log contains it', async () => {
  const { stdout } = await create();

  const token = printedToken(stdout);
  expect((await show(token)).json).toMatchObject({ account: { name }, email, invitedBy: null });
  const rows = await directory.database.query('select * from invitations where email = $1', [
    email,
  ]);
  expect(JSON.stringify([rows, await eventsHere()])).not.toContain(token);
  expect(stdout).not.toContain(new URL(directory.database.url).password);
});

test('the audit log names the operator as the source', async () => {
  await create();

  expect(await eventsHere()).toMatchObject([
    { type: 'account_created', source: 'operator', principal_type: 'nobody', object: { name } },
    { type: 'invitation_created', source: 'operator', object: { email } },
  ]);
});

test('a second command prints a new link and creates no second account', async () => {
  const old = printedToken((await create()).stdout);
  const { stdout } = await create();

  expect(stdout).toContain('already exists');
  expect((await show(old)).code).toBe('LINK_INVALID');
  expect((await show(printedToken(stdout))).status).toBe(200);
  expect(await accounts()).toHaveLength(1);
});

test('a second command for another address ends the first link', async () => {
  const old = printedToken((await create(`wrong.${email}`)).stdout);
  const { stdout } = await create();

  expect(stdout).toContain(`The link for wrong.${email} is no longer valid.`);
  expect((await show(old)).code).toBe('LINK_INVALID');
});

test('an account with members is not changed: a second account gets the same name', async () => {
  const token = printedToken((await create()).stdout);
  const input = { token, name: 'Ada', password: PASSWORD };
  await directory.caller().call('session/sign-up-by-invitation', input);

  const { stdout } = await create();

  expect(stdout).toContain('The account was created');
  expect(await accounts()).toHaveLength(2);
});

test('two commands at once create one account and one valid link', async () => {
  const both = await Promise.all([create(), create()]);

  const shown = await Promise.all(both.map(({ stdout }) => show(printedToken(stdout))));
  expect(shown.map(({ status }) => status).sort()).toEqual([200, 400]);
  expect(await accounts()).toHaveLength(1);
});

test('the output for an existing user says how to log in and accept', async () => {
  await directory.addUser(email, {});
  const { stdout } = await create();

  const [logIn, accept] = curlSteps(stdout);
  expect(logIn?.line).toContain('/session/log-in');
  expect(JSON.parse(logIn?.typed ?? '')).toMatchObject({ email });
  expect(accept?.line).toContain("-H 'Origin: http://localhost:3000'");
  const caller = await openSession(directory, email, null);
  const reply = await caller.call('session/accept-invitation', JSON.parse(accept?.typed ?? ''));
  expect(reply).toMatchObject({ status: 200, body: { account: { name } } });
});

test.each([
  ['https://reports-1234.twil.io/', 'https://reports-1234.twil.io/account#invitation='],
  ['', 'http://localhost:3001/account#invitation='],
])('with PUBLIC_URL %p, links lead to %s', async (PUBLIC_URL, link) => {
  const env = { DATABASE_URL: directory.database.url, PUBLIC_URL, PORT: '3001' };
  const parameters = ['create-account', '--name', name, '--email', email];
  const { stdout } = await runDirectory(folder, parameters, env);

  expect(stdout).toContain(link);
  expect(stdout.includes('PUBLIC_URL is not set')).toBe(PUBLIC_URL === '');
});

test('a database on another machine without PUBLIC_URL is refused before any change', async () => {
  const env = {
    DATABASE_URL: 'postgres://user:secret-word@db.example.com/directory?sslmode=verify-full',
  };
  const parameters = ['create-account', '--name', name, '--email', email];
  const { exitCode, stdout, stderr } = await runDirectory(folder, parameters, env);

  expect({ exitCode, stdout }).toEqual({ exitCode: 1, stdout: '' });
  expect(stderr).toContain(
    'PUBLIC_URL is required, because no service with this database runs on this machine',
  );
  expect(stderr).not.toContain('secret-word');
});

test.each([
  ['no address', ['--name', 'A', '--email', 'ada'], 'is not an email address'],
  [
    'an empty name',
    ['--name', ' ', '--email', 'ada@example.com'],
    'The name must have 1 to 100 characters',
  ],
  ['no name', ['--email', 'ada@example.com'], "required option '--name <name>' not specified"],
  [
    'an unknown option',
    ['--name', 'A', '--email', 'ada@example.com', '--nam', 'A'],
    "unknown option '--nam'\n(Did you mean --name?)",
  ],
])('%s is refused with a message', async (_what, options, words) => {
  const before = await directory.database.query('select 1 from accounts');
  const { exitCode, stderr } = await run('create-account', ...options);

  expect(exitCode).toBe(2);
  expect(stderr).toContain(words);
  expect(stderr).not.toMatch(/^\s+at /m);
  expect(await directory.database.query('select 1 from accounts')).toEqual(before);
});
