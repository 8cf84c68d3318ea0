import { useDirectory } from '../../support/directory/directory';
import {
  challengeOf,
  exchange,
  keyHolder,
  list,
  make,
  NAMESPACE,
  present,
} from '../../support/directory/own-credentials';
import { makeSshKey, type SshKey } from '../../support/directory/ssh-keygen';
import { addTeam, lastEvent, type Team } from '../../support/directory/team';

const MINUTES = 60_000;

const directory = useDirectory();
let team: Team;
let ssh: SshKey;

beforeAll(() => {
  ssh = makeSshKey(['-t', 'ed25519']);
});

afterAll(() => ssh.remove());

beforeEach(async () => {
  await directory.database.query("delete from credentials where type = 'ssh_key'");
  team = await addTeam(directory, ['admin', 'reader']);
});

const addKey = async (key = ssh, more: object = {}) =>
  make(await team.session('reader'), { type: 'ssh_key', publicKey: key.publicLine, ...more });

const tokenOf = (reply: { readonly json: never }) =>
  reply.json as { token: string; expiresAt: string };

test('any caller gets a new challenge each time', async () => {
  const { status, body } = await directory.caller().call('token/ssh');
  expect(status).toBe(200);
  expect(body).toEqual({ challenge: expect.stringMatching(/^[\w-]{94}$/) });
  expect(await challengeOf(directory)).not.toBe(await challengeOf(directory));
});

test.each([
  ['ed25519', ['-t', 'ed25519']],
  ['ecdsa, 256 bits', ['-t', 'ecdsa', '-b', '256']],
  ['ecdsa, 384 bits', ['-t', 'ecdsa', '-b', '384']],
  ['ecdsa, 521 bits', ['-t', 'ecdsa', '-b', '521']],
  ['rsa, 3072 bits', ['-t', 'rsa', '-b', '3072']],
])('a challenge signed with %s is exchanged for a token of 15 minutes', async (_type, args) => {
  const key = makeSshKey(args);
  await addKey(key);
  const reply = await exchange(directory, key);
  key.remove();
  const { token, expiresAt } = tokenOf(reply);

  expect(reply).toMatchObject({ status: 200, body: { token: expect.stringMatching(/^tfa_/) } });
  expect(Math.abs(Date.parse(expiresAt) - Date.now() - 15 * MINUTES)).toBeLessThan(MINUTES);
  expect(await present(directory, token)).toMatchObject({
    status: 200,
    auth: { username: team.email('reader'), credentialId: token.slice(0, 16) },
  });
});

test('a signature may be sent on one line', async () => {
  await addKey();
  const challenge = await challengeOf(directory);
  const signature = ssh.sign(`http://localhost:3000 ${challenge}`, NAMESPACE).replace(/\n/g, ' ');
  const reply = await directory.caller().call('token/ssh', { challenge, signature });
  expect(reply.status).toBe(200);
});

test('the exchange is an event of the owner, by the key, without the token', async () => {
  const { id } = await addKey();
  const { token } = tokenOf(await exchange(directory, ssh));
  const event = await lastEvent(directory, team.account, 'credential_exchanged');
  expect(event).toMatchObject({
    principal_name: team.email('reader'),
    credential_id: id,
    source: 'ssh_key',
    object_id: token.slice(0, 16),
    object: { issuedBy: id },
  });
  expect(JSON.stringify(event)).not.toContain(token);
});

test('lists have the key and its last use, but no SSH access tokens', async () => {
  const { id } = await addKey();
  await exchange(directory, ssh);
  const own = await list(await team.session('reader'));
  const all = await list(await team.session('admin'), 'admin/list-credentials');
  expect(own).toMatchObject([{ id, lastUsedAt: expect.stringMatching(/Z$/) }]);
  expect(all).toEqual(own);
});

test.each(['account/update', 'account/rotate', 'account/delete', 'admin/delete'])(
  '%s-credential finds no SSH access token, so its expiry cannot be changed',
  async (path) => {
    await addKey();
    const id = tokenOf(await exchange(directory, ssh)).token.slice(0, 16);
    const who = path.startsWith('admin') ? 'admin' : 'reader';
    const { code } = await (await team.session(who)).call(`${path}-credential`, { id });
    expect(code).toBe('NOT_FOUND');
  },
);

test('an SSH access token is not an API key', async () => {
  await addKey();
  const { token } = tokenOf(await exchange(directory, ssh));
  const { status } = await keyHolder(directory, token).call('account/list-credentials');
  expect(status).toBe(401);
});

test('a key has at most 20 SSH access tokens, and the next replaces the oldest', async () => {
  const { id } = await addKey();
  const first = tokenOf(await exchange(directory, ssh)).token;
  const second = tokenOf(await exchange(directory, ssh)).token;
  await directory.database.query(
    `insert into credentials (id, account_id, type, membership_id, secret_hash, issued_by, expires_at, created_by)
    select 'tfa_' || md5($1 || n), account_id, 'authtoken', membership_id, sha256('x'), id, now() + interval '1 hour', 'test'
    from credentials, generate_series(1, 18) n where id = $1`,
    [id],
  );
  const { token } = tokenOf(await exchange(directory, ssh));
  const statuses = [];
  for (const one of [first, second, token]) statuses.push((await present(directory, one)).status);
  const [row] = await directory.database.query(
    'select count(*)::int from credentials where issued_by = $1',
    [id],
  );
  expect(statuses).toEqual([401, 200, 200]);
  expect(row).toEqual({ count: 20 });
});

describe('a key of several accounts', () => {
  let other: string;

  beforeEach(async () => {
    await addKey();
    const elsewhere = await addTeam(directory, ['reader']);
    const input = { type: 'ssh_key', publicKey: ssh.publicLine };
    await make(await elsewhere.session('reader'), input);
    other = elsewhere.account;
  });

  test('requires the name of the account', async () => {
    expect(await exchange(directory, ssh)).toMatchObject({
      status: 409,
      code: 'ACCOUNT_AMBIGUOUS',
    });
  });

  test('gets a token of the named account', async () => {
    const { token } = tokenOf(await exchange(directory, ssh, { account: other }));
    expect(await present(directory, token)).toMatchObject({
      auth: { directory: { accountId: other } },
    });
  });

  test('can be sent again with the account, because the challenge was not used up', async () => {
    const challenge = await challengeOf(directory);
    await exchange(directory, ssh, { challenge });
    const reply = await exchange(directory, ssh, { challenge, account: other });
    expect(reply.status).toBe(200);
  });

  test('needs no account name if it is active in only one account', async () => {
    await directory.database.query('update memberships set active = false where account_id = $1', [
      other,
    ]);
    const { token } = tokenOf(await exchange(directory, ssh));
    expect(await present(directory, token)).toMatchObject({
      auth: { directory: { accountId: team.account } },
    });
  });

  test('gets the same response as an unknown key in an account that does not have it', async () => {
    const reply = await exchange(directory, ssh, { account: 'ac_none' });
    expect(reply.code).toBe('SIGNATURE_INVALID');
  });
});
