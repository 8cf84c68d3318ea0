import { ORIGIN, useDirectory } from '../../support/directory/directory';
import { challengeOf, make, NAMESPACE } from '../../support/directory/own-credentials';
import { makeSshKey, type SshKey } from '../../support/directory/ssh-keygen';
import { addTeam, type Team } from '../../support/directory/team';

const FOR_KEYS = 'key@twilio-functions-auth';

const directory = useDirectory();
let team: Team;
let ssh: SshKey;
let stranger: SshKey;

beforeAll(() => {
  [ssh, stranger] = [makeSshKey(['-t', 'ed25519']), makeSshKey(['-t', 'ed25519'])];
});

afterAll(() => {
  ssh.remove();
  stranger.remove();
});

beforeEach(async () => {
  await directory.database.query("delete from credentials where type = 'ssh_key'");
  team = await addTeam(directory);
});

interface Signed {
  readonly challenge: string;
  readonly signature: string;
}

async function signed({
  account = team.account,
  namespace = FOR_KEYS,
  origin = ORIGIN,
  by = ssh,
} = {}) {
  const challenge = await challengeOf(directory);
  return { challenge, signature: by.sign(`${origin} ${account} ${challenge}`, namespace) };
}

async function add(proof: Signed) {
  const reader = await team.session('reader');
  const input = { type: 'ssh_key', publicKey: ssh.publicLine, ...proof };
  return reader.call('account/create-credential', input);
}

const REFUSED: readonly (readonly [string, () => Promise<Signed>])[] = [
  ['by another key', () => signed({ by: stranger })],
  ['for another account', async () => signed({ account: (await addTeam(directory)).account })],
  ['for another service', () => signed({ origin: 'https://evil.example' })],
  ['for a token', () => signed({ namespace: NAMESPACE })],
  [
    'of a login',
    async () => {
      const challenge = await challengeOf(directory);
      return { challenge, signature: ssh.sign(`${ORIGIN} ${challenge}`, NAMESPACE) };
    },
  ],
  [
    'of another challenge',
    async () => ({ ...(await signed()), challenge: await challengeOf(directory) }),
  ],
  [
    'of a foreign challenge',
    async () => ({ challenge: 'x', signature: ssh.sign(`${ORIGIN} ${team.account} x`, FOR_KEYS) }),
  ],
  [
    'that is not a signature',
    async () => ({ challenge: await challengeOf(directory), signature: 'x' }),
  ],
];

test.each(REFUSED)('a signature %s adds no key', async (_what, prove) => {
  const { status, code, body } = await add(await prove());
  expect({ status, code }).toEqual({ status: 422, code: 'KEY_UNPROVEN' });
  expect(JSON.stringify(body)).toMatch(/"problems":\["(challenge|signature) /);
});

test('a key without a challenge and a signature is not added, not even by an administrator', async () => {
  const input = { type: 'ssh_key', publicKey: ssh.publicLine };
  const admin = await team.session('admin');
  const owner = { member: await team.id('reader') };
  expect((await admin.call('account/create-credential', input)).code).toBe('INPUT_INVALID');
  expect((await admin.call('admin/create-credential', { ...input, owner })).code).toBe(
    'INPUT_INVALID',
  );
});

test('an administrator cannot add a key for a member without having that key', async () => {
  const owner = { member: await team.id('reader') };
  const proof = await signed({ by: stranger });
  const input = { type: 'ssh_key', publicKey: ssh.publicLine, owner, ...proof };
  const { code } = await (await team.session('admin')).call('admin/create-credential', input);
  expect(code).toBe('KEY_UNPROVEN');
});

test('a signature adds a key once', async () => {
  const proof = await signed();
  expect((await add(proof)).status).toBe(200);
  await directory.database.query("delete from credentials where type = 'ssh_key'");
  expect((await add(proof)).code).toBe('KEY_UNPROVEN');
});

test('a signature that adds a key gets no token', async () => {
  await make(await team.session('reader'), { type: 'ssh_key', publicKey: ssh.publicLine });
  const input = { ...(await signed()), account: team.account };
  expect((await directory.caller().call('token/ssh', input)).code).toBe('SIGNATURE_INVALID');
});
