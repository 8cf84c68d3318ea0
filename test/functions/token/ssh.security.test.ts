import { randomBytes } from 'node:crypto';
import { encodeChallenge } from '../../../lib/directory/challenge';
import { directoryKeys } from '../../../lib/directory/crypto/keys';
import { ORIGIN, useDirectory } from '../../support/directory/directory';
import {
  challengeOf,
  exchange,
  make,
  NAMESPACE,
  present,
} from '../../support/directory/own-credentials';
import { makeSshKey, type SshKey } from '../../support/directory/ssh-keygen';
import { armor, stripArmor } from '../../support/directory/ssh-signature';
import { addTeam, lastEvent, type Team } from '../../support/directory/team';

// A signature is valid once, for this service, for its purpose, and with an active key.

const directory = useDirectory();
let team: Team;
let ssh: SshKey;
let stranger: SshKey;
let keyId: string;

beforeAll(() => {
  ssh = makeSshKey(['-t', 'ed25519']);
  stranger = makeSshKey(['-t', 'ed25519']);
});

afterAll(() => {
  ssh.remove();
  stranger.remove();
});

beforeEach(async () => {
  await directory.database.query('delete from throttles');
  await directory.database.query('delete from event_counts');
  await directory.database.query("delete from credentials where type = 'ssh_key'");
  team = await addTeam(directory, ['admin', 'reader']);
  const input = { type: 'ssh_key', publicKey: ssh.publicLine };
  keyId = (await make(await team.session('reader'), input)).id;
});

const REFUSED = {
  error: {
    code: 'SIGNATURE_INVALID',
    message: 'The signature is not valid. Sign a new challenge.',
    requestId: expect.any(String),
  },
};

const send = (input: object) => directory.caller().call('token/ssh', input);

test('a challenge works once', async () => {
  const challenge = await challengeOf(directory);
  const first = await exchange(directory, ssh, { challenge });
  const second = await exchange(directory, ssh, { challenge });
  expect([first.status, second.status]).toEqual([200, 401]);
});

test('a challenge works once in 16 concurrent calls', async () => {
  const challenge = await challengeOf(directory);
  const signature = ssh.sign(`${ORIGIN} ${challenge}`, NAMESPACE);
  const replies = await Promise.all(
    Array.from({ length: 16 }, () => send({ challenge, signature })),
  );
  expect(replies.filter(({ status }) => status === 200)).toHaveLength(1);
  expect(replies.filter(({ code }) => code === 'SIGNATURE_INVALID')).toHaveLength(15);
});

test('a challenge works once, with any key', async () => {
  const input = { type: 'ssh_key', publicKey: stranger.publicLine };
  await make(await team.session('admin'), input);
  const challenge = await challengeOf(directory);
  const statuses = [];
  for (const key of [ssh, stranger]) {
    statuses.push((await exchange(directory, key, { challenge })).status);
  }
  expect(statuses).toEqual([200, 401]);
});

test('used and expired challenges are deleted', async () => {
  const count = async () => {
    const [row] = await directory.database.query('select count(*)::int from used_challenges');
    return row?.['count'];
  };
  await directory.database.query('delete from used_challenges');
  await exchange(directory, ssh);
  await directory.database.query(
    "update used_challenges set expires_at = now() - interval '1 hour'",
  );
  await exchange(directory, ssh);
  expect(await count()).toBe(1);
});

describe('the same response is given', () => {
  const cases: readonly (readonly [string, () => Promise<{ status: number; body: unknown }>])[] = [
    ['to an unknown key', () => exchange(directory, stranger)],
    ['to a signature for files', () => exchange(directory, ssh, { namespace: 'file' })],
    [
      'to a signature for another service',
      () => exchange(directory, ssh, { origin: 'https://evil.example' }),
    ],
    [
      'to the challenge alone, which another service may relay',
      async () => {
        const challenge = await challengeOf(directory);
        return send({ challenge, signature: ssh.sign(challenge, NAMESPACE) });
      },
    ],
    [
      'to a known key on the signature of another',
      async () => {
        const challenge = await challengeOf(directory);
        return send({ challenge, signature: disguised(ssh, stranger, challenge) });
      },
    ],
    [
      'to a signature of another challenge',
      async () => {
        const [challenge, other] = [await challengeOf(directory), await challengeOf(directory)];
        const signature = ssh.sign(`${ORIGIN} ${other}`, NAMESPACE);
        return send({ challenge, signature });
      },
    ],
    [
      'to a forged challenge',
      () => exchange(directory, ssh, { challenge: randomBytes(54).toString('base64url') }),
    ],
    [
      'to an expired challenge',
      () => exchange(directory, ssh, { challenge: challengeFor({ seconds: -1 }) }),
    ],
    [
      'to a challenge with a changed time',
      async () => {
        const bytes = Buffer.from(await challengeOf(directory), 'base64url');
        bytes.writeUIntBE(bytes.readUIntBE(0, 6) + 1, 0, 6);
        return exchange(directory, ssh, { challenge: bytes.toString('base64url') });
      },
    ],
    [
      'to a text that is not a signature',
      async () => send({ challenge: await challengeOf(directory), signature: 'ahoy' }),
    ],
  ];

  test.each(cases)('%s', async (_whom, run) => {
    const { status, body } = await run();
    expect({ status, body }).toEqual({ status: 401, body: REFUSED });
  });
});

test('a challenge of this service is accepted', async () => {
  expect((await exchange(directory, ssh, { challenge: challengeFor({}) })).status).toBe(200);
});

test.each([
  ['another origin', { origin: 'https://other.example' }],
  ['another key', { key: randomBytes(32).toString('base64') }],
])('a challenge of a service with %s is refused', async (_what, given) => {
  const { code } = await exchange(directory, ssh, { challenge: challengeFor(given) });
  expect(code).toBe('SIGNATURE_INVALID');
});

test.each([
  ['for a signature of something else', { namespace: 'file' }, 'SIGNATURE_INVALID'],
  ['for a forged challenge', { challenge: 'x' }, 'CHALLENGE_INVALID'],
])(
  'a failure %s is in the audit log of the account without a principal',
  async (_what, given, reason) => {
    await exchange(directory, ssh, given);
    const event = await lastEvent(directory, team.account, 'credential_exchange_failed');
    expect(event).toMatchObject({
      principal_type: 'nobody',
      principal_id: null,
      source: 'ssh_key',
      object_id: keyId,
      object: { reason },
    });
  },
);

test("a failure of an unknown key is in no account's audit log", async () => {
  await exchange(directory, stranger);
  const [event] = await directory.database.query(
    "select account_id, object_id from events where type = 'credential_exchange_failed' order by seq desc limit 1",
  );
  expect(event).toEqual({ account_id: null, object_id: null });
});

describe('wrong signatures', () => {
  const times = async (count: number, key: SshKey) => {
    const codes = [];
    for (let time = 0; time < count; time += 1) {
      codes.push((await exchange(directory, key, { namespace: 'file' })).code);
    }
    return codes;
  };

  test.each([
    ['known', () => ssh],
    ['unknown', () => stranger],
  ])(
    'of a key that is %s are throttled after ten, but a right signature is not',
    async (_what, key) => {
      const codes = await times(12, key());
      expect(codes.slice(0, 10)).toEqual(Array(10).fill('SIGNATURE_INVALID'));
      expect(codes.slice(10)).toEqual(['THROTTLED', 'THROTTLED']);
      expect((await exchange(directory, ssh)).status).toBe(200);
    },
  );

  test('of other keys are not throttled with it', async () => {
    await times(11, stranger);
    expect(await times(1, ssh)).toEqual(['SIGNATURE_INVALID']);
  });

  test('of made-up keys are limited together, and a right signature works', async () => {
    await times(1, stranger);
    await directory.database.query('update throttles set attempts = 999 where attempts = 1');
    expect(await times(2, stranger)).toEqual(['SIGNATURE_INVALID', 'THROTTLED']);
    expect(await times(1, ssh)).toEqual(['THROTTLED']);
    expect((await exchange(directory, ssh)).status).toBe(200);
  });
});

describe('an SSH access token ends', () => {
  let token: string;

  beforeEach(async () => {
    token = ((await exchange(directory, ssh)).json as { token: string }).token;
  });

  afterEach(async () => {
    expect((await present(directory, token)).status).toBe(401);
    expect((await exchange(directory, ssh)).status).toBe(401);
  });

  test('with the key if its owner deletes the key', async () => {
    await (await team.session('reader')).call('account/delete-credential', { id: keyId });
  });

  test('with the key if an administrator deletes the key', async () => {
    await (await team.session('admin')).call('admin/delete-credential', { id: keyId });
  });

  test("with the key if the key's expiry is moved earlier", async () => {
    const expiresAt = new Date(Date.now() + 1500).toISOString();
    const input = { id: keyId, expiresAt };
    await (await team.session('reader')).call('account/update-credential', input);
    const ends = await directory.database.query(
      'select expires_at from credentials where issued_by = $1',
      [keyId],
    );
    expect(ends).toEqual([{ expires_at: new Date(expiresAt) }]);
    await directory.database.query(
      'select pg_sleep(extract(epoch from $1::timestamptz - clock_timestamp()))',
      [expiresAt],
    );
  });
});

test('an SSH access token does not outlive its key', async () => {
  const expiresAt = new Date(Date.now() + 60_000).toISOString();
  await (await team.session('reader')).call('account/update-credential', { id: keyId, expiresAt });
  expect((await exchange(directory, ssh)).body).toMatchObject({ expiresAt });
});

test.each([
  ['a query instead of a body', {}, { 'content-type': null }, 'CONTENT_TYPE_INVALID'],
  ['a challenge without a signature', { challenge: 'x' }, {}, 'INPUT_INVALID'],
  ['a signature without a challenge', { signature: 'x' }, {}, 'INPUT_INVALID'],
  ['anything else', { challenge: 'x', signature: 'x', owner: 'usr_1' }, {}, 'INPUT_INVALID'],
  ['texts of the wrong type', { challenge: ['x'], signature: {} }, {}, 'INPUT_INVALID'],
])('refuses %s', async (_what, input, headers, code) => {
  expect((await directory.caller().call('token/ssh', input, headers)).code).toBe(code);
});

test('a text that is nearly a signature takes the same time as any other', async () => {
  const signature = `-----BEGIN SSH SIGNATURE-----${' '.repeat(3_000)}!`;
  const before = process.cpuUsage();
  const { code } = await directory.caller().call('token/ssh', { challenge: 'x', signature });
  const { user } = process.cpuUsage(before);

  expect(code).toBe('SIGNATURE_INVALID');
  // The unit is microseconds. An expression of cubic time takes several seconds, and this one a thousandth.
  expect(user).toBeLessThan(1_500_000);
});

/** Creates a challenge with keys, for an origin, that expires in a number of seconds. */
function challengeFor({ origin = ORIGIN, key = '', seconds = 60 }): string {
  const { DIRECTORY_KEY } = directory.variables;
  const keys = directoryKeys({
    DIRECTORY_KEY: key === '' ? DIRECTORY_KEY : key,
    DIRECTORY_KEY_PREVIOUS: undefined,
  });
  if ('problems' in keys) throw new Error(keys.problems.join());
  return encodeChallenge({ keys, origin }, 'ssh', Math.floor(Date.now() / 1000) + seconds);
}

/** Returns a signature by one key that names another key. */
function disguised(as: SshKey, by: SshKey, challenge: string): string {
  const [own, other] = [by, as].map(({ publicLine }) =>
    Buffer.from(publicLine.split(' ')[1] ?? '', 'base64'),
  );
  const blob = stripArmor(by.sign(`${ORIGIN} ${challenge}`, NAMESPACE));
  other?.copy(blob, blob.indexOf(own ?? ''));
  return armor(blob);
}
