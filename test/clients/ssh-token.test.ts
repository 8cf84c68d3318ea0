import { execFile } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { createDirectory, DEVELOPER, type TestDirectory } from '../support/directory/directory';
import { addCredential, membershipOf } from '../support/directory/directory-rows';
import { sshKeygen } from '../support/directory/ssh-keygen';
import { requireProgram } from '../support/processes/run-program';
import { makeTempFolder } from '../support/processes/temp-folder';
import { type HttpsFront, startHttpsFront } from '../support/servers/https-front';
import { ENVIRONMENTS } from '../support/services/environments';
import type { Service } from '../support/services/service';

// A shell user runs these lines with curl and ssh-keygen only.

const LINES = readFileSync(join(__dirname, 'ssh-token.sh'), 'utf8');
const EMAIL = 'ada@example.com';
const ME = {
  'your-function.js': `
    const { bearer, withAuth } = require(Runtime.getAssets()['/auth.js'].path);
    exports.handler = withAuth(bearer({ directory: true }), (context) => context.auth.username);`,
};

/** Returns the lines with this user's values in place of the example values. */
const linesFor = (values: Readonly<Record<string, string>>) =>
  Object.entries(values).reduce(
    (lines, [name, value]) => lines.replace(new RegExp(`^${name}=.*$`, 'm'), `${name}=${value}`),
    LINES,
  );

describe.each(ENVIRONMENTS)('a shell user, $environment,', ({ start }) => {
  let directory: TestDirectory;
  let front: HttpsFront;
  let service: Service;
  let account: string;
  let apiKey: string;
  const { path: home, remove } = makeTempFolder('home');
  const keyFile = (name: string) => join(home, '.ssh', `id_${name}`);

  beforeAll(async () => {
    [directory, front] = await Promise.all([createDirectory(), startHttpsFront()]);
    const { DATABASE_URL = '', DIRECTORY_KEY = '' } = directory.variables;
    const variables = { DATABASE_URL, DIRECTORY_KEY, PUBLIC_URL: front.origin };
    service = await start({ functions: ME, variables });
    front.serve(service.url);

    account = await directory.addAccount('Ahoy Ltd');
    const user = await directory.addUser(EMAIL, { [account]: DEVELOPER });
    const membershipId = await membershipOf(directory.database, user, account);
    const owner = { accountId: account, membershipId };
    apiKey = (await addCredential(directory.database, 'api_key', owner)).token;
    mkdirSync(join(home, '.ssh'));
    writeFileSync(join(home, 'cert.pem'), front.cert);
  });
  afterAll(async () => {
    await service.close();
    await front.close();
    await directory.close();
    remove();
  });

  const makeKey = (type: string, name = type) => {
    sshKeygen(['-q', '-t', type, '-N', '', '-f', keyFile(name)]);
    return readFileSync(`${keyFile(name)}.pub`, 'utf8');
  };

  const post = (path: string, input: object) =>
    fetch(`${service.url}/${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-api-key': apiKey },
      body: JSON.stringify(input),
    });

  async function addKey(type: string) {
    const publicKey = makeKey(type);
    const { challenge } = (await (await post('token/ssh', { json: true })).json()) as {
      challenge: string;
    };
    const args = ['-Y', 'sign', '-f', keyFile(type), '-n', 'key@twilio-functions-auth'];
    const signature = sshKeygen(args, `${front.origin} ${account} ${challenge}`);
    const input = { type: 'ssh_key', publicKey, challenge, signature };
    return post('account/create-credential', input);
  }

  async function runLines(name: string): Promise<string> {
    const lines = linesFor({ url: front.origin, account, key: `~/.ssh/id_${name}` });
    const env = {
      PATH: process.env['PATH'] ?? '',
      HOME: home,
      CURL_CA_BUNDLE: join(home, 'cert.pem'),
    };
    const { stdout } = await promisify(execFile)(requireProgram('sh'), ['-c', lines], { env });
    return stdout;
  }

  test.each(['ed25519', 'ecdsa', 'rsa'])('gets a token with a key of type %s', async (type) => {
    expect((await addKey(type)).status).toBe(200);

    expect(await runLines(type)).toBe(EMAIL);
  });

  test('is refused with a key that the account does not contain', async () => {
    makeKey('ed25519', 'unknown');

    expect(await runLines('unknown')).toBe('Unauthorized');
  });
});
