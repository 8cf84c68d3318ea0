import { createAuthenticator } from '../../../test/support/passkeys/authenticator';
import { median } from '../../statistics';
import { type Loaded, PASSKEY_ORIGIN, type PasskeyLogin } from '../target';
import type { PasskeysResult, Task } from '../tasks';
import { nanoseconds, summary } from './latency';

type PasskeysTask = Extract<Task, { kind: 'passkeys' }>;

const PASSKEYS = 10;
const SERVICE = { origin: PASSKEY_ORIGIN, rpId: 'localhost' };

/** Measures logins with a passkey, each after one with a password, so that a busy machine affects both equally. */
export async function measurePasskeys(
  { signIn, addPasskey }: Loaded,
  { users, warmUp, requests }: PasskeysTask,
): Promise<PasskeysResult> {
  if (addPasskey === undefined) throw new Error('This target has no passkeys.');
  // Other users in each round: the first passkey replaces the secret of a user's session.
  const first = (Math.floor(Date.now() / 1000) * PASSKEYS) % (users - PASSKEYS);
  const logins = await Promise.all(
    Array.from({ length: PASSKEYS }, async (_one, index) => {
      const authenticator = createAuthenticator();
      return { authenticator, login: await addPasskey(first + index, authenticator) };
    }),
  );
  const figures: Figures[] = [];
  for (let count = 0; count < warmUp + requests; count += 1) {
    const one = logins[count % PASSKEYS] as (typeof logins)[number];
    const password = await nanoseconds(signIn((first + PASSKEYS + count) % users));
    figures.push({ password, ...(await timeLogin(one)) });
  }
  return resultOf(figures.slice(warmUp));
}

interface Figures {
  readonly password: number;
  readonly passkey: number;
  readonly processor: number;
}

interface Ready {
  readonly login: PasskeyLogin;
  readonly authenticator: ReturnType<typeof createAuthenticator>;
}

async function timeLogin({ login, authenticator }: Ready): Promise<Omit<Figures, 'password'>> {
  let challenge = '';
  const start = process.cpuUsage();
  const first = await nanoseconds(async () => {
    challenge = await login.start();
    return true;
  });
  const started = process.cpuUsage(start);
  const { userHandle } = login;
  const answer = authenticator.assert({ ...SERVICE, challenge }, { userHandle, counter: 0 });
  const before = process.cpuUsage();
  const second = await nanoseconds(() => login.finish(answer));
  const finished = process.cpuUsage(before);
  const used = [started, finished].map(({ user, system }) => user + system);
  return { passkey: first + second, processor: used.reduce((sum, part) => sum + part) * 1000 };
}

function resultOf(figures: readonly Figures[]): PasskeysResult {
  const latencyOf = (pick: (one: Figures) => number) => {
    const all = figures.map(pick);
    return summary(
      all,
      all.reduce((sum, figure) => sum + figure, 0),
    );
  };
  return {
    passkey: latencyOf(({ passkey }) => passkey),
    password: latencyOf(({ password }) => password),
    ratio: median(figures.map(({ passkey, password }) => passkey / password)),
    processor: median(figures.map(({ processor }) => processor)),
  };
}
