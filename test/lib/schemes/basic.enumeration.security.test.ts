import crypto from 'node:crypto';
import { hashPassword, type Outcome } from '../../../assets/auth.private';
import { RELAXED } from '../../support/guard/no-throttle';
import { presenter } from '../../support/guard/presenter';

// A response does not reveal whether a user exists. An unknown user costs the same work as a wrong password.

/** The computations of a check with their parameters, which an attacker could measure by time. */
async function workOf(check: () => Promise<Outcome>): Promise<string[]> {
  const hashes = jest.spyOn(crypto, 'scrypt');
  hashes.mockClear();
  expect(await check()).toMatchObject({ status: 'refused', code: 'CREDENTIALS_INVALID' });
  return hashes.mock.calls.map(([, , length, { N, r, p }]) => `${N} ${r} ${p} ${length}`);
}

// Hashes with other parameters than this library uses. Their passwords do not matter.
const strength = (ln: number, p: number) =>
  `$scrypt$ln=${ln},r=8,p=${p}$${'A'.repeat(22)}$${'A'.repeat(43)}`;
const names = (count: number) => Array.from({ length: count }, (_, n) => `nobody-${n}`);

test('an unknown user is hashed with the parameters of a known one', async () => {
  const { present } = presenter({
    ...RELAXED,
    credentials: `ada:${await hashPassword('password 1')}`,
  });

  const wrong = await workOf(() => present('ada', 'wrong'));
  const unknown = await workOf(() => present('nobody', 'wrong'));

  expect(wrong).toEqual(['16384 8 5 32']);
  expect(unknown).toEqual(wrong);
});

test('a user with a plain password is hashed as well if other users have hashes', async () => {
  const credentials = [`ada:${strength(4, 1)}`, 'plain:password 1'];
  const { present } = presenter({ ...RELAXED, credentials });

  expect(await workOf(() => present('plain', 'wrong'))).toEqual(['16 8 1 32']);
});

test('with different hashes, an unknown user always takes as long as the same known user', async () => {
  const credentials = [`a:${strength(4, 1)}`, `b:${strength(5, 1)}`, `c:${strength(4, 2)}`];
  const one = presenter({ ...RELAXED, credentials });
  const inAnotherProcess = presenter({ ...RELAXED, credentials });

  const works: string[] = [];
  for (const name of names(60)) {
    const [work, ...more] = await workOf(() => one.present(name, 'wrong'));
    expect(more).toEqual([]);
    expect(await workOf(() => one.present(name, 'wrong again'))).toEqual([work]);
    expect(await workOf(() => inAnotherProcess.present(name, 'wrong'))).toEqual([work]);
    works.push(work as string);
  }

  // Known users have each format about equally often: about 20 of 60.
  const share = (work: string) => works.filter((other) => other === work).length;
  for (const work of ['16 8 1 32', '32 8 1 32', '16 8 2 32']) {
    expect(share(work)).toBeGreaterThan(8);
    expect(share(work)).toBeLessThan(36);
  }
});

test('an unknown user may take as long as a user with two hashes', async () => {
  const { present } = presenter(RELAXED, {
    BASIC_AUTH_CREDENTIALS_1: `ada:${strength(4, 1)}`,
    BASIC_AUTH_CREDENTIALS_2: `ada:${strength(5, 1)}`,
  });

  const wrong = await workOf(() => present('ada', 'wrong'));

  expect(wrong).toEqual(['16 8 1 32', '32 8 1 32']);
  expect(await workOf(() => present('nobody', 'wrong'))).toEqual(wrong);
});

test('an unknown user with the password of the decoy is refused', async () => {
  const { present } = presenter({
    ...RELAXED,
    credentials: `ada:${await hashPassword('password 1')}`,
  });

  for (const name of names(5)) {
    expect(await present(name, 'password 1')).toMatchObject({ status: 'refused' });
  }
});

test('without stored hashes, nothing is hashed', async () => {
  const { present } = presenter({ ...RELAXED, credentials: 'ada:password 1' });

  expect(await workOf(() => present('ada', 'wrong'))).toEqual([]);
  expect(await workOf(() => present('nobody', 'wrong'))).toEqual([]);
});

test('the outcomes differ only in the name, which is for the log', async () => {
  const { present } = presenter({ ...RELAXED, credentials: `ada:${strength(4, 1)}` });

  expect(await present('ada', 'wrong')).toEqual({
    status: 'refused',
    code: 'CREDENTIALS_INVALID',
    username: 'ada',
  });
  expect(await present('nobody', 'wrong')).toEqual({
    status: 'refused',
    code: 'CREDENTIALS_INVALID',
  });
});
