import { secretHash } from '../../../lib/directory/crypto/ids';
import { type Caller, PASSWORD, useDirectory } from '../../support/directory/directory';
import { addTeam, type Team } from '../../support/directory/team';
import { enroll, totpCode, withinOneStep } from '../../support/directory/totp';

// A session expires after 24 hours without use, and after seven days in any case.

const HOUR = 3600;
const DAY = 24 * HOUR;

const directory = useDirectory();
let team: Team;

beforeEach(async () => {
  team = await addTeam(directory, ['reader']);
});

/** Returns the seconds until a caller's session expires without use, and in any case. */
async function secondsLeft({ cookies }: Caller) {
  const [row] = await directory.database.query<{ unused: number; whole: number }>(
    `select extract(epoch from expires_at - now())::float8 as unused,
      extract(epoch from ends_at - now())::float8 as whole
    from sessions where secret_hash = $1`,
    [secretHash(cookies['__Secure-session'] ?? '')],
  );
  return row ?? { unused: 0, whole: 0 };
}

/** Moves all sessions into the past. */
async function pass(seconds: number): Promise<void> {
  await directory.database.query(
    `update sessions set last_seen_at = last_seen_at - make_interval(secs => $1),
      stepped_up_at = stepped_up_at - make_interval(secs => $1),
      expires_at = expires_at - make_interval(secs => $1),
      ends_at = ends_at - make_interval(secs => $1)`,
    [seconds],
  );
}

/** Returns whether a number of seconds equals another, apart from the duration of the test. */
function expectSeconds(found: number, expected: number): void {
  expect(found).toBeLessThanOrEqual(expected);
  expect(found).toBeGreaterThan(expected - 60);
}

test('a login starts a session of 24 hours, and of seven days at most', async () => {
  const { unused, whole } = await secondsLeft(await directory.logIn(team.email('reader')));
  expectSeconds(unused, DAY);
  expectSeconds(whole, 7 * DAY);
});

test('a session that is used continues until the seven days have passed', async () => {
  const reader = await directory.logIn(team.email('reader'));
  for (let hours = 0; hours < 7 * 24 - 20; hours += 20) {
    await pass(20 * HOUR);
    expect((await reader.call('session/show')).status).toBe(200);
  }
  const { unused, whole } = await secondsLeft(reader);
  expectSeconds(unused, DAY);
  expectSeconds(whole, 8 * HOUR);
  await pass(8 * HOUR);
  expect((await reader.call('session/show')).status).toBe(401);
});

test('a session that is not used for 24 hours expires', async () => {
  const reader = await directory.logIn(team.email('reader'));
  await pass(DAY);
  expect((await reader.call('session/show')).status).toBe(401);
});

test('a step-up does not extend a session', async () => {
  const reader = await directory.logIn(team.email('reader'));
  await pass(20 * HOUR);
  await reader.call('session/step-up', { password: PASSWORD });
  const { unused, whole } = await secondsLeft(reader);
  expectSeconds(unused, DAY);
  expectSeconds(whole, 7 * DAY - 20 * HOUR);
});

test('a login waits five minutes for the second factor', async () => {
  await withinOneStep();
  const { secret } = await enroll(directory, await team.session('reader'));
  const reader = await directory.logIn(team.email('reader'));
  expectSeconds((await secondsLeft(reader)).unused, 300);
  await pass(240);
  expect((await reader.call('session/show')).json).toMatchObject({ status: 'mfa_required' });
  expectSeconds((await secondsLeft(reader)).unused, 60);
  await reader.call('session/second-factor', { code: totpCode(secret) });
  const { unused, whole } = await secondsLeft(reader);
  expectSeconds(unused, DAY);
  expectSeconds(whole, 7 * DAY - 240);
});
