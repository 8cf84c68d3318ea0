import {
  ADMINISTRATOR,
  type Caller,
  createDirectory,
  type TestDirectory,
} from '../support/directory';
import { type Contender, race } from '../support/race';

const MANY = 16;
let directory: TestDirectory;

beforeAll(async () => {
  directory = await createDirectory();
});

afterAll(() => directory.close());

const winners = (finishes: readonly { readonly status: number }[]) =>
  finishes.filter(({ status }) => status === 200).length;

test('of two administrators who demote each other from 16 processes, one is left', async () => {
  const account = await directory.addAccount('Ahoy Ltd');
  const callers: Caller[] = [];
  for (const name of ['ada', 'bob']) {
    await directory.addUser(`${name}@admins.example`, { [account]: ADMINISTRATOR });
    callers.push(await directory.logIn(`${name}@admins.example`));
  }
  const members = await directory.database.query(
    'select m.id from memberships m join users u on u.id = m.user_id where m.account_id = $1 order by u.email',
    [account],
  );
  const [ada, bob] = members.map(({ id }) => String(id));
  const contenders = Array.from({ length: MANY }, (_one, index): Contender => {
    const id = index % 2 === 0 ? bob : ada;
    const roles = { ...ADMINISTRATOR, administrator: false };
    return {
      path: 'admin/update-member',
      input: { member: id, roles },
      caller: callers[index % 2] as Caller,
    };
  });

  const finishes = await race(directory, contenders);

  const [{ count } = { count: 0 }] = await directory.database.query(
    'select count(*)::int from memberships where account_id = $1 and administrator',
    [account],
  );
  expect({ winners: winners(finishes) > 0, administrators: count }).toEqual({
    winners: true,
    administrators: 1,
  });
});
