import { createDirectory, PASSWORD, type TestDirectory } from '../../support/directory/directory';
import { runDirectory } from '../../support/directory/directory-command';
import { copySources } from '../../support/projects/source-copy';

let directory: TestDirectory;
let folder: string;
let remove: () => void;

beforeAll(async () => {
  ({ folder, remove } = copySources());
  directory = await createDirectory();
});
afterAll(async () => {
  await directory.close();
  remove();
});

const PUBLIC_URL = 'https://reports-1234.twil.io';
const run = () =>
  runDirectory(folder, ['first-account'], { DATABASE_URL: directory.database.url, PUBLIC_URL });

test('the command prints a link, once, which creates the first account of a deployed service', async () => {
  const { exitCode, stdout } = await run();

  expect(exitCode).toBe(0);
  const [, token = ''] =
    /^ {2}https:\/\/reports-1234\.twil\.io\/account#sign-up=(\w+)$/m.exec(stdout) ?? [];
  const rows = await directory.database.query('select * from sign_ups');
  expect(JSON.stringify(rows)).not.toContain(token);
  const input = { token, name: 'Ada', accountName: 'A', email: 'ada@example.com' };
  const call = { ...input, password: PASSWORD };
  expect((await directory.caller().call('session/complete-sign-up', call)).status).toBe(200);
});

test('with an account, the command fails and names the command that creates another one', async () => {
  const { exitCode, stdout, stderr } = await run();

  expect({ exitCode, stdout }).toEqual({ exitCode: 1, stdout: '' });
  expect(stderr).toContain('There is an account already.');
  expect(stderr).toContain('npm run directory -- create-account');
});
