import { useDirectory } from '../../support/directory/directory';
import { inSeconds } from '../../support/directory/directory-rows';
import { keyHolder, list, make, present, proofFor } from '../../support/directory/own-credentials';
import { makeSshKey, type SshKey } from '../../support/directory/ssh-keygen';
import { addTeam, eventsOf, lastEvent, type Team, type Who } from '../../support/directory/team';

const DAY_MS = 24 * 60 * 60 * 1000;
const TOMORROW = new Date(Date.now() + DAY_MS).toISOString();

const directory = useDirectory();
let team: Team;
let ssh: SshKey;

beforeAll(() => {
  ssh = makeSshKey(['-t', 'ed25519']);
});

afterAll(() => ssh.remove());

beforeEach(async () => {
  team = await addTeam(directory, ['admin', 'inviter', 'reader']);
});

describe('account/create-credential', () => {
  test.each<Who>(['admin', 'inviter', 'reader'])('creates an authtoken for a %s', async (who) => {
    const caller = await team.session(who);
    const made = await make(caller, { type: 'authtoken' });

    expect(made).toEqual({
      id: expect.stringMatching(/^tfa_[0-9A-Za-z]{12}$/),
      type: 'authtoken',
      owner: { type: 'member', id: await team.id(who), name: team.email(who) },
      description: '',
      metadata: '',
      paths: null,
      publicKey: null,
      fingerprint: null,
      createdAt: expect.stringMatching(/Z$/),
      createdBy: expect.stringMatching(/^usr_/),
      expiresAt: null,
      gracePeriodEndsAt: null,
      lastUsedAt: null,
      token: expect.stringMatching(new RegExp(`^${made.id}_[0-9A-Za-z]{33}$`)),
    });
    expect(await present(directory, made.token)).toMatchObject({
      status: 200,
      auth: { username: team.email(who), credentialId: made.id },
    });
  });

  test('creates an API key, which can create more credentials', async () => {
    const { token } = await make(await team.session('reader'), { type: 'api_key' });
    const made = await make(keyHolder(directory, token), { type: 'authtoken' });
    expect(made).toMatchObject({ owner: { id: await team.id('reader') } });
  });

  test('accepts an SSH key, which has no secret', async () => {
    const { publicLine: publicKey, fingerprint } = ssh;
    const made = await make(await team.session('reader'), { type: 'ssh_key', publicKey });
    expect(made).toMatchObject({
      id: expect.stringMatching(/^tfs_/),
      publicKey: publicKey.split(' ').slice(0, 2).join(' '),
      fingerprint,
      token: null,
    });
  });

  test("stores the credential's description, paths and expiry", async () => {
    const input = {
      type: 'authtoken',
      description: 'é'.repeat(127),
      metadata: '{"team":\n"ops"}',
      paths: ['/status', '/hooks/*'],
      expiresAt: TOMORROW,
    };
    expect(await make(await team.session('admin'), input)).toMatchObject(input);
  });

  test('records the new credential in the audit log without its secret or metadata', async () => {
    const input = { type: 'authtoken', description: 'deploys', metadata: 'private' };
    const { id, token } = await make(await team.session('reader'), input);
    const event = await lastEvent(directory, team.account, 'credential_created');
    expect(event).toMatchObject({ object_id: id, object: { description: 'deploys' } });
    expect(JSON.stringify(event)).not.toMatch(new RegExp(`private|${token}`));
  });

  test('stores only a hash of the secret', async () => {
    const { id, token } = await make(await team.session('reader'), { type: 'authtoken' });
    const [row] = await directory.database.query(
      'select to_jsonb(c) as all, secret_hash = sha256($2::bytea) as "isHash" from credentials c where id = $1',
      [id, token],
    );
    expect(row?.['isHash']).toBe(true);
    expect(JSON.stringify(row?.['all'])).not.toContain(token.slice(id.length + 1));
  });

  test.each([
    ['an unknown type', { type: 'password' }],
    ['no kind', {}],
    ['an owner', { type: 'authtoken', owner: { member: 'mbr_1234' } }],
    ['an account', { type: 'authtoken', account: 'ac_1234' }],
    ['a description of 256 bytes', { type: 'authtoken', description: 'é'.repeat(128) }],
    ['a description of two lines', { type: 'authtoken', description: 'a\nb' }],
    ['metadata of 4097 bytes', { type: 'authtoken', metadata: `${'é'.repeat(2048)}a` }],
    ['metadata with NUL in it', { type: 'authtoken', metadata: 'a\0' }],
    ['metadata with a lone surrogate', { type: 'authtoken', metadata: '\ud83d' }],
    ['a secret as metadata', { type: 'authtoken', metadata: 'tfa_0123456789ab_secret' }],
    ['no paths', { type: 'authtoken', paths: [] }],
    ['a path with two spellings', { type: 'authtoken', paths: ['/a/../b'] }],
    ['a star in the middle', { type: 'authtoken', paths: ['/*/a'] }],
    ['a path without a slash', { type: 'authtoken', paths: ['status'] }],
    ['paths of an API key', { type: 'api_key', paths: ['/status'] }],
    ['an SSH key without a key', { type: 'ssh_key' }],
    ['an authtoken with a key', { type: 'authtoken', publicKey: 'ssh-ed25519 AAAA' }],
    ['a day as the expiry', { type: 'authtoken', expiresAt: 'tomorrow' }],
  ])('refuses %s', async (_what, input) => {
    const reply = await (await team.session('reader')).call('account/create-credential', input);
    expect(reply).toMatchObject({ status: 400, code: 'INPUT_INVALID' });
  });

  test('refuses paths of an SSH key', async () => {
    const input = { type: 'ssh_key', publicKey: ssh.publicLine, paths: ['/status'] };
    const reply = await (await team.session('reader')).call('account/create-credential', input);
    expect(reply.code).toBe('INPUT_INVALID');
  });

  test('refuses an expiry in the past', async () => {
    const input = { type: 'authtoken', expiresAt: '2020-01-01T00:00:00Z' };
    const reply = await (await team.session('reader')).call('account/create-credential', input);
    expect(reply.code).toBe('EXPIRY_INVALID');
  });

  test('refuses an invalid public key with the reason', async () => {
    const input = { type: 'ssh_key', publicKey: 'ssh-dss AAAA', challenge: 'x', signature: 'x' };
    const reply = await (await team.session('reader')).call('account/create-credential', input);
    expect(reply).toMatchObject({ status: 422, code: 'PUBLIC_KEY_INVALID' });
    expect(JSON.stringify(reply.body)).toContain('publicKey is a DSA key');
  });

  test('accepts a public key once in an account, and again in another account', async () => {
    const input = { type: 'ssh_key', publicKey: ssh.publicLine };
    await make(await team.session('reader'), input);
    const admin = await team.session('admin');
    const proven = { ...input, ...(await proofFor(admin, input)) };
    const again = await admin.call('account/create-credential', proven);
    const elsewhere = await (await addTeam(directory, ['reader'])).session('reader');

    expect(again.code).toBe('KEY_EXISTS');
    expect(await make(elsewhere, input)).toMatchObject({ fingerprint: ssh.fingerprint });
  });
});

describe('the limits', () => {
  const fill = (count: number, owner: string) =>
    directory.database.query(
      `insert into credentials (id, account_id, type, membership_id, secret_hash, created_by)
      select 'tfa_' || $2 || n, $1, 'authtoken', $2, sha256('x'), 'test'
      from generate_series(1, $3::int) n`,
      [team.account, owner, count],
    );

  test('allow an owner 100 credentials of a type, even if many are created at once', async () => {
    await fill(97, await team.id('reader'));
    const caller = await team.session('reader');
    const replies = await Promise.all(
      Array.from({ length: 8 }, () =>
        caller.call('account/create-credential', { type: 'authtoken' }),
      ),
    );
    expect(replies.filter(({ status }) => status === 200)).toHaveLength(3);
    expect(replies.filter(({ code }) => code === 'LIMIT_REACHED')).toHaveLength(5);
  });

  test('count each type separately', async () => {
    await fill(100, await team.id('reader'));
    const { status } = await (await team.session('reader')).call('account/create-credential', {
      type: 'api_key',
    });
    expect(status).toBe(200);
  });

  test('allow an account 10,000 credentials', async () => {
    await fill(10_000, await team.id('admin'));
    const reader = await team.session('reader');
    const { code } = await reader.call('account/create-credential', { type: 'authtoken' });
    expect(code).toBe('LIMIT_REACHED');
  });
});

describe('account/list-credentials', () => {
  test("lists the caller's own credentials without secrets", async () => {
    const reader = await team.session('reader');
    const made = await make(reader, { type: 'authtoken', description: 'mine' });
    await make(await team.session('admin'), { type: 'authtoken' });
    const { token: _secret, ...shown } = made;
    expect(await list(reader)).toEqual([shown]);
  });

  test('lists one type if the input names it', async () => {
    const reader = await team.session('reader');
    await make(reader, { type: 'authtoken' });
    const { id } = await make(reader, { type: 'api_key' });
    const found = await list(reader, 'account/list-credentials', { type: 'api_key' });
    expect(found.map((one) => one.id)).toEqual([id]);
  });

  test('continues after the last item until the end', async () => {
    const reader = await team.session('reader');
    for (let count = 0; count < 3; count += 1) await make(reader, { type: 'authtoken' });
    const first = await reader.call('account/list-credentials', { limit: '2' });
    const { items, next } = first.json as { items: unknown[]; next: string };
    const rest = await reader.call('account/list-credentials', { limit: '2', after: next });
    expect(items).toHaveLength(2);
    expect(rest.body).toMatchObject({ items: [{}], next: null });
  });

  test('returns when a credential was last used', async () => {
    const reader = await team.session('reader');
    const { token } = await make(reader, { type: 'authtoken' });
    await present(directory, token);
    const [shown] = await list(reader);
    expect(shown?.['lastUsedAt']).toMatch(/Z$/);
  });
});

describe('account/update-credential', () => {
  test('changes the given fields and keeps the others', async () => {
    const reader = await team.session('reader');
    const { id } = await make(reader, { type: 'authtoken', metadata: 'kept', paths: ['/a'] });
    const changes = { description: 'new', paths: null, expiresAt: TOMORROW };
    const reply = await reader.call('account/update-credential', { id, ...changes });
    expect(reply.body).toMatchObject({ id, metadata: 'kept', ...changes });
    expect(await eventsOf(directory, team.account)).toEqual([
      'credential_created',
      'credential_updated',
    ]);
  });

  test('applies new paths to the next request', async () => {
    const reader = await team.session('reader');
    const { id, token } = await make(reader, { type: 'authtoken' });
    await reader.call('account/update-credential', { id, paths: ['/status'] });
    expect((await present(directory, token, '/status')).status).toBe(200);
    expect((await present(directory, token, '/test')).status).toBe(403);
  });

  test('removes an expiry, and changes nothing if the input is empty', async () => {
    const reader = await team.session('reader');
    const { id } = await make(reader, { type: 'api_key', expiresAt: TOMORROW });
    await reader.call('account/update-credential', { id, expiresAt: null });
    const { body } = await reader.call('account/update-credential', { id });
    expect(body).toMatchObject({ expiresAt: null });
    expect(await eventsOf(directory, team.account)).toHaveLength(2);
  });

  test('refuses paths of an API key', async () => {
    const reader = await team.session('reader');
    const { id } = await make(reader, { type: 'api_key' });
    const { code } = await reader.call('account/update-credential', { id, paths: ['/a'] });
    expect(code).toBe('INPUT_INVALID');
  });
});

describe('account/rotate-credential', () => {
  const rotate = async (who: Who, input: object) => {
    const reply = await (await team.session(who)).call('account/rotate-credential', input);
    return reply.json as { id: string; token: string; gracePeriodEndsAt: string | null };
  };

  test('creates a new secret under the same id, and the old secret works for another day', async () => {
    const old = await make(await team.session('reader'), { type: 'authtoken' });
    const { id, token, gracePeriodEndsAt } = await rotate('reader', { id: old.id });

    expect(id).toBe(old.id);
    expect(token).not.toBe(old.token);
    expect(Math.abs(Date.parse(gracePeriodEndsAt ?? '') - Date.now() - DAY_MS)).toBeLessThan(
      60_000,
    );
    for (const secret of [old.token, token]) {
      expect((await present(directory, secret)).status).toBe(200);
    }
  });

  test('ends the old secret at once if there is no grace period', async () => {
    const old = await make(await team.session('reader'), { type: 'authtoken' });
    const { token, gracePeriodEndsAt } = await rotate('reader', {
      id: old.id,
      gracePeriodSeconds: 0,
    });
    expect(gracePeriodEndsAt).toBeNull();
    expect((await present(directory, old.token)).status).toBe(401);
    expect((await present(directory, token)).status).toBe(200);
  });

  test('ends the old secret after the grace period', async () => {
    const old = await make(await team.session('reader'), { type: 'authtoken' });
    await rotate('reader', { id: old.id });
    await directory.database.query(
      `update credentials set previous_expires_at = ${inSeconds(0).sql} where id = $1`,
      [old.id],
    );
    expect((await present(directory, old.token)).status).toBe(401);
  });

  test('is refused during the grace period unless the caller names the secret to keep', async () => {
    const first = await make(await team.session('reader'), { type: 'authtoken' });
    const second = await rotate('reader', { id: first.id });
    const reader = await team.session('reader');
    const { status, code } = await reader.call('account/rotate-credential', { id: first.id });
    expect({ status, code }).toEqual({ status: 409, code: 'ROTATION_UNDERWAY' });
    expect((await present(directory, first.token)).status).toBe(200);
    expect((await present(directory, second.token)).status).toBe(200);
  });

  test.each([
    ['current', [401, 200, 200]],
    ['previous', [200, 401, 200]],
  ] as const)(
    'keeps the %s secret during the grace period if the caller says so',
    async (keep, expected) => {
      const first = await make(await team.session('reader'), { type: 'authtoken' });
      const second = await rotate('reader', { id: first.id });
      const third = await rotate('reader', { id: first.id, keep });
      const statuses = [];
      for (const { token } of [first, second, third]) {
        statuses.push((await present(directory, token)).status);
      }
      expect(statuses).toEqual(expected);
    },
  );

  test('gives the calling API key its own new secret', async () => {
    const old = await make(await team.session('reader'), { type: 'api_key' });
    const holder = keyHolder(directory, old.token);
    const { json } = await holder.call('account/rotate-credential', { id: old.id });
    const next = keyHolder(directory, (json as { token: string }).token);
    expect(await list(next)).toHaveLength(1);
  });

  test.each([
    ['more than seven days', 7 * 24 * 60 * 60 + 1],
    ['a negative period', -1],
    ['a fraction of a second', 0.5],
  ])('refuses a grace period of %s', async (_what, gracePeriodSeconds) => {
    const reader = await team.session('reader');
    const { id } = await make(reader, { type: 'authtoken' });
    const { code } = await reader.call('account/rotate-credential', { id, gracePeriodSeconds });
    expect(code).toBe('INPUT_INVALID');
  });

  test('refuses an SSH key, which has no secret in the directory', async () => {
    const reader = await team.session('reader');
    const { id } = await make(reader, { type: 'ssh_key', publicKey: ssh.publicLine });
    const { code } = await reader.call('account/rotate-credential', { id });
    expect(code).toBe('INPUT_INVALID');
  });

  test('records no secret in the audit log', async () => {
    const { id } = await make(await team.session('reader'), { type: 'authtoken' });
    const { token } = await rotate('reader', { id });
    const event = await lastEvent(directory, team.account, 'credential_rotated');
    expect(event).toMatchObject({ object_id: id, object: { gracePeriodSeconds: 86_400 } });
    expect(JSON.stringify(event)).not.toContain(token);
  });
});

describe('account/delete-credential', () => {
  test('ends both secrets of a credential at once', async () => {
    const reader = await team.session('reader');
    const old = await make(reader, { type: 'authtoken' });
    const { json } = await reader.call('account/rotate-credential', { id: old.id });
    await reader.call('account/delete-credential', { id: old.id });

    for (const token of [old.token, (json as { token: string }).token]) {
      expect((await present(directory, token)).status).toBe(401);
    }
    expect(await list(reader)).toEqual([]);
    expect((await eventsOf(directory, team.account)).at(-1)).toBe('credential_deleted');
  });
});

test.each(['update', 'rotate', 'delete'])(
  "account/%s-credential finds only the caller's credentials in the account",
  async (verb) => {
    const other = await addTeam(directory, ['reader']);
    const strangers = [await team.session('admin'), await other.session('reader')];
    const { id } = await make(await team.session('reader'), { type: 'authtoken' });
    for (const stranger of strangers) {
      const { code } = await stranger.call(`account/${verb}-credential`, { id });
      expect(code).toBe('NOT_FOUND');
    }
  },
);
