import { type Caller, useDirectory } from '../../support/directory/directory';
import { addTeam, READER, type Team, type Who } from '../../support/directory/team';
import { enroll } from '../../support/directory/totp';

const directory = useDirectory();
let team: Team;

beforeAll(async () => {
  team = await addTeam(directory);
  await add('ärzte@hospital.example', 'Ärztin Änne');
  await add('grace.hopper@example.com', 'Grace Hopper');
  await add('plain@example.com', '100%_\\ sure');
  const other = await addTeam(directory);
  await directory.addUser('grace.stranger@example.com', { [other.account]: READER });
});

async function add(email: string, name: string): Promise<void> {
  const id = await directory.addUser(email, { [team.account]: READER });
  await directory.database.query('update users set name = $2 where id = $1', [id, name]);
}

interface Item {
  readonly id: string;
  readonly user: { readonly email: string };
  readonly lastLoginAt: string | null;
}

async function list(input: object, caller?: Caller): Promise<readonly Item[]> {
  const by = caller ?? (await team.session('manager'));
  const { status, json } = await by.call('admin/list-members', input);
  expect(status).toBe(200);
  return (json as { items: Item[] }).items;
}

const emails = async (input: object) => (await list(input)).map(({ user }) => user.email).sort();

describe('a search', () => {
  test.each([
    ['a part of the name', 'ace hop'],
    ['a part of the address', 'grace.h'],
    ['another case', 'GRACE HOPPER'],
    ['spaces around it', '  hopper '],
  ])('by %s finds the member', async (_what, query) => {
    expect(await emails({ query })).toEqual(['grace.hopper@example.com']);
  });

  test.each(['Änne', 'änne', 'ÄRZTIN', 'A\u0308nne', 'ÄRZTE@'])(
    'by %s finds a name with other letters than those of English',
    async (query) => {
      expect(await emails({ query })).toEqual(['ärzte@hospital.example']);
    },
  );

  test('treats the signs of a pattern as text', async () => {
    expect(await emails({ query: '100%_\\' })).toEqual(['plain@example.com']);
    expect(await emails({ query: '%' })).toEqual(['plain@example.com']);
    expect(await emails({ query: '_' })).toEqual(['plain@example.com']);
  });

  test('that is empty finds all', async () => {
    expect(await emails({ query: '' })).toEqual(await emails({}));
  });

  test('does not find a name and an address together', async () => {
    expect(await emails({ query: 'hopper\ngrace' }).catch(() => 'refused')).toBe('refused');
    expect(await emails({ query: 'hopper grace' })).toEqual([]);
  });

  test('finds no member of another account', async () => {
    expect(await emails({ query: 'stranger' })).toEqual([]);
  });

  test('finds a member by a changed name, and no longer by the old one', async () => {
    const reader = await team.session('reader');
    await reader.call('account/update-profile', { name: 'Margaret Hamilton' });
    expect(await emails({ query: 'hamilton' })).toEqual([team.email('reader')]);
    await reader.call('account/update-profile', { name: 'Someone' });
    expect(await emails({ query: 'hamilton' })).toEqual([]);
  });

  test('continues after the last item', async () => {
    const query = 'example.com';
    const all = await list({ query });
    const seen: string[] = [];
    let after: string | undefined;
    while (seen.length < all.length) {
      const page = await list({ query, limit: 2, ...(after && { after }) });
      seen.push(...page.map(({ id }) => id));
      after = page.at(-1)?.id;
    }
    expect(seen).toEqual(all.map(({ id }) => id));
  });
});

describe('a filter', () => {
  test('by a role finds the members who have it, also by a higher role', async () => {
    const by = async (role: string) =>
      (await emails({ role, query: team.email('admin').replace('admin', '') })).sort();
    const of = (...who: readonly Who[]) => who.map((one) => team.email(one)).sort();
    expect(await by('administrator')).toEqual(of('admin', 'other'));
    expect(await by('team:manager')).toEqual(of('admin', 'other', 'manager'));
    expect(await by('team:invite-only')).toEqual(of('admin', 'other', 'manager', 'inviter'));
    expect(await by('developer:read-write')).toEqual(of('admin', 'other', 'manager', 'inviter'));
    expect(await by('developer:read-only')).toHaveLength(5);
    expect(await by('team:read-only')).toHaveLength(5);
  });

  test.each([
    ['text', 'false', 'true'],
    ['booleans', false, true],
  ])('by active takes %s', async (_what, no, yes) => {
    const { account, email, id, session } = await addTeam(directory);
    const admin = await session('admin');
    await admin.call('admin/disable-member', { member: await id('reader') });
    const listed = await list({ active: no }, admin);
    expect(listed.map(({ user }) => user.email)).toEqual([email('reader')]);
    expect(await list({ active: yes }, admin)).toHaveLength(4);
    expect(account).toBeDefined();
  });

  test('by the second factor shows managers who has none', async () => {
    const { email, session } = await addTeam(directory);
    await enroll(directory, await session('reader'));
    const manager = await session('manager');
    const enrolled = await list({ mfaEnabled: true }, manager);
    expect(enrolled.map(({ user }) => user.email)).toEqual([email('reader')]);
    expect(await list({ mfaEnabled: 'false' }, manager)).toHaveLength(4);
  });

  test.each<Who>(['inviter', 'reader'])('by the second factor is refused to a %s', async (who) => {
    const caller = await team.session(who);
    const { status, code } = await caller.call('admin/list-members', { mfaEnabled: true });
    expect({ status, code }).toEqual({ status: 403, code: 'FORBIDDEN' });
  });
});

describe('the last login', () => {
  const lastLogin = async (of: Team, email: string, by: Who = 'manager') => {
    const items = await list({ query: email }, await of.session(by));
    return items[0]?.lastLoginAt;
  };

  test('is that to this account, by a login or a switch', async () => {
    const [one, two] = [await addTeam(directory), await addTeam(directory)];
    const email = `both.${one.account}@example.com`;
    await directory.addUser(email, { [one.account]: READER, [two.account]: READER });
    expect(await lastLogin(one, email)).toBeNull();

    const caller = await directory.logIn(email, one.account);
    expect(Date.parse((await lastLogin(one, email)) ?? '')).toBeGreaterThan(Date.now() - 60_000);
    expect(await lastLogin(two, email)).toBeNull();

    await caller.call('session/switch-account', { account: two.account });
    expect(await lastLogin(two, email)).not.toBeNull();
  });

  test('is not that of a login without its second factor', async () => {
    const own = await addTeam(directory);
    const { recoveryCodes } = await enroll(directory, await own.session('reader'));
    const email = own.email('reader');
    const caller = await directory.logIn(email);
    expect(await lastLogin(own, email)).toBeNull();
    await caller.call('session/second-factor', { recoveryCode: recoveryCodes[0] });
    expect(await lastLogin(own, email)).not.toBeNull();
  });

  test('is hidden from callers who do not manage members', async () => {
    const own = await addTeam(directory);
    await directory.logIn(own.email('reader'));
    expect(await lastLogin(own, own.email('reader'), 'inviter')).toBeNull();
    expect(await lastLogin(own, own.email('reader'))).not.toBeNull();
  });
});

describe('admin/show-member', () => {
  const show = async (by: Who, member: string) =>
    (await team.session(by)).call('admin/show-member', { member });

  test('shows what the list shows of the member', async () => {
    for (const who of ['manager', 'reader'] as const) {
      const caller = await team.session(who);
      const [item] = await list({ query: team.email('other') }, caller);
      expect((await show(who, await team.id('other'))).body).toEqual(item);
    }
  });

  test('finds no removed member and none of another account', async () => {
    const other = await addTeam(directory);
    for (const id of [await other.id('reader'), 'mbr_unknown']) {
      expect(await show('admin', id)).toMatchObject({ status: 404, code: 'NOT_FOUND' });
    }
  });
});
