import fc from 'fast-check';
import { patchGroup } from '../../../lib/scim/group';
import { readPatch } from '../../../lib/scim/patch';
import { patchUser, readUser, type ScimUser } from '../../../lib/scim/user';

const USER: ScimUser = {
  userName: 'ada@example.com',
  externalId: null,
  givenName: null,
  familyName: null,
  displayName: 'Ada',
  active: true,
};

const patched = (...Operations: object[]) => patchUser(USER, readPatch({ Operations }));

const TEXTS = {
  externalId: 'externalId',
  displayName: 'displayName',
  'name.givenName': 'givenName',
  'name.familyName': 'familyName',
} as const;
type TextPath = keyof typeof TEXTS;

const text = fc.string({ minLength: 1, maxLength: 10 }).filter((one) => !/[\0\p{Cs}]/u.test(one));
const path = fc.constantFrom(...(Object.keys(TEXTS) as TextPath[]));
const op = fc.constantFrom('add', 'Add', 'replace', 'Replace', 'REPLACE');
const no = fc.constantFrom(false, 'False', 'false', 'FALSE');
const yes = fc.constantFrom(true, 'True', 'true');

/** One operation, and what it does to a plain object: the model. */
interface Step {
  readonly operation: object;
  apply(user: ScimUser): ScimUser;
}

const setText: fc.Arbitrary<Step> = fc
  .tuple(op, path, text, fc.constantFrom(1, 2, 3))
  .map(([name, where, value, form]): Step => {
    const nested = where.startsWith('name.')
      ? { name: { [where.slice(5)]: value } }
      : { [where]: value };
    const operations = {
      1: { op: name, path: where, value },
      2: { op: name, value: { [where]: value } },
      3: { op: name, value: nested },
    };
    const operation = operations[form as 1 | 2 | 3];
    return { operation, apply: (user) => ({ ...user, [TEXTS[where]]: value }) };
  });
const removeText: fc.Arbitrary<Step> = fc.tuple(fc.constantFrom('remove', 'Remove'), path).map(
  ([name, where]): Step => ({
    operation: { op: name, path: where },
    apply: (user) => ({ ...user, [TEXTS[where]]: null }),
  }),
);
const setActive: fc.Arbitrary<Step> = fc.tuple(op, fc.boolean()).chain(([name, active]) =>
  (active ? yes : no).map(
    (value): Step => ({
      operation: { op: name, path: 'active', value },
      apply: (user) => ({ ...user, active }),
    }),
  ),
);
const ignored: fc.Arbitrary<Step> = fc
  .tuple(
    op,
    fc.constantFrom('title', 'emails', 'roles', 'x.y', 'urn:other:2.0:User:department'),
    fc.jsonValue(),
  )
  .map(
    ([name, where, value]): Step => ({
      operation: { op: name, path: where, value },
      apply: (user) => user,
    }),
  );

test('a PATCH of a user does what its operations do to a plain object, one after the other', () => {
  const steps = fc.array(fc.oneof(setText, removeText, setActive, ignored), { maxLength: 20 });
  fc.assert(
    fc.property(steps, (all) => {
      const expected = all.reduce((user, { apply }) => apply(user), USER);
      expect(patched(...all.map(({ operation }) => operation))).toEqual(expected);
    }),
  );
});

const member: fc.Arbitrary<string> = fc.constantFrom('mbr_1', 'mbr_2', 'mbr_3', 'mbr_4');
const members = fc.array(member, { maxLength: 3 });

interface GroupStep {
  readonly operation: object;
  apply(group: ReadonlySet<string>): ReadonlySet<string>;
}

const asValue = (ids: readonly string[]) => ids.map((value) => ({ value, $ref: null }));
const groupStep: fc.Arbitrary<GroupStep> = fc.oneof(
  members.map(
    (ids): GroupStep => ({
      operation: { op: 'Add', path: 'members', value: asValue(ids) },
      apply: (before) => new Set([...before, ...ids]),
    }),
  ),
  members.map(
    (ids): GroupStep => ({
      operation: { op: 'replace', path: 'members', value: asValue(ids) },
      apply: () => new Set(ids),
    }),
  ),
  members.map(
    (ids): GroupStep => ({
      operation: { op: 'Remove', path: 'members', value: asValue(ids) },
      apply: (before) => new Set([...before].filter((id) => !ids.includes(id))),
    }),
  ),
  member.map(
    (id): GroupStep => ({
      operation: { op: 'remove', path: `members[value eq "${id}"]` },
      apply: (before) => new Set([...before].filter((one) => one !== id)),
    }),
  ),
  fc.constant<GroupStep>({ operation: { op: 'remove', path: 'members' }, apply: () => new Set() }),
);

test('a PATCH of a group does what its operations do to a set, whatever the group has', () => {
  fc.assert(
    fc.property(members, fc.array(groupStep, { maxLength: 10 }), (before, steps) => {
      const expected = steps.reduce<ReadonlySet<string>>(
        (set, { apply }) => apply(set),
        new Set<string>(before),
      );
      const { members: change } = patchGroup(
        readPatch({ Operations: steps.map(({ operation }) => operation) }),
      );
      const kept = change?.isReplaced ? [] : before.filter((id) => !change?.removed.has(id));
      expect(new Set([...kept, ...(change?.added ?? [])])).toEqual(expected);
    }),
  );
});

test('1,000 operations on a group of 60,000 members take the time of reading them', () => {
  const value = Array.from({ length: 60_000 }, (_, n) => ({ value: `m${n}` }));
  const none = Array.from({ length: 998 }, () => ({ op: 'add', path: 'members', value: [] }));
  const last = { op: 'remove', path: 'members', value: [{ value: 'm7' }] };
  const copies = jest.spyOn(Set.prototype, 'add');
  const { members: change } = patchGroup(
    readPatch({ Operations: [{ op: 'add', path: 'members', value }, ...none, last] }),
  );
  const added = copies.mock.calls.length;
  copies.mockRestore();

  expect(change?.added.size).toBe(59_999);
  expect([...(change?.removed ?? [])]).toEqual(['m7']);
  expect(added).toBe(60_001);
});

test('any JSON as a body is a user, a PATCH or a refusal, and no prototype changes', () => {
  fc.assert(
    fc.property(fc.jsonValue(), fc.array(fc.jsonValue()), (body, operations) => {
      for (const run of [
        () => readUser(body),
        () => readPatch(body),
        () => patchUser(USER, readPatch({ Operations: operations })),
        () => patchGroup(readPatch({ Operations: operations })),
      ]) {
        try {
          run();
        } catch (reason) {
          expect(reason).toMatchObject({ name: 'ScimError', status: 400 });
        }
      }
      expect(Object.keys(Object.prototype)).toEqual([]);
    }),
  );
});
