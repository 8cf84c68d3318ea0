import { Agent } from 'node:http';
import { basicHeader, otherPassword, otherUsername } from '../callers';
import { type Goal, type Section, table, times, usersOf } from '../report';
import { median } from '../statistics';
import type { User } from '../target';
import { type Case, measureCases } from './cases';
import { call } from './client';
import type { ServersLoadProfile } from './load-profile';
import { withServer } from './ready-server';
import { GUARDED } from './target';

/** The milliseconds of refusals, as one list for each kind. */
interface Refusals {
  readonly wrong: readonly number[];
  readonly unknown: readonly number[];
}

const WARM_UP_COMPARISONS = 2;
const LIMIT = 1.1;

/** Tests whether the time of a refusal reveals if a user exists. */
export async function latency(
  cases: readonly Case[],
  profile: ServersLoadProfile,
): Promise<Section> {
  const measured = await measureCases(cases, profile, (one) => refuse(one, profile));
  const findings = measured.map(({ one, figures }) => {
    const wrong = figures.flatMap((round) => round.wrong);
    const unknown = figures.flatMap((round) => round.unknown);
    return { one, wrong, unknown, ratio: median(unknown) / median(wrong) };
  });
  return {
    title: 'One refusal at a time',
    lines: table(
      ['server', 'users', 'wrong password', 'unknown user', 'unknown / wrong', 'requests of each'],
      findings.map(({ one: { target, directory }, wrong, unknown, ratio }) => [
        target.name,
        directory.users.length.toLocaleString('en'),
        `${median(wrong).toFixed(1)} ms`,
        `${median(unknown).toFixed(1)} ms`,
        ratio < 0.1 ? `${ratio.toFixed(4)}×` : times(ratio),
        String(wrong.length),
      ]),
    ),
    goals: findings.filter(({ one }) => one.target.id === 'this-library').map(goal),
  };
}

function goal({ one, ratio }: { readonly one: Case; readonly ratio: number }): Goal {
  return {
    goal: `one refusal, ${usersOf(one.directory.users.length)}: unknown user within 1/${LIMIT} to ${LIMIT}× of wrong password`,
    measured: times(ratio),
    reached: ratio <= LIMIT && ratio >= 1 / LIMIT,
  };
}

/**
 * Sends wrong passwords and unknown users alternately, and never repeats credentials. A round is one
 * process of the server. It is so short that no name is refused more than ten times, so this library's
 * throttle does not delay any request.
 */
function refuse({ target, directory }: Case, profile: ServersLoadProfile): Promise<Refusals> {
  return withServer(target, directory, profile, async ({ port }) => {
    const agent = new Agent({ keepAlive: true, maxSockets: 1 });
    const refused = async (user: User) => {
      const authorization = basicHeader(user).toString('latin1');
      const { status, milliseconds } = await call({ agent, port, path: GUARDED, authorization });
      if (status !== 401) throw new Error(`The server answered ${status} to a wrong password.`);
      return milliseconds;
    };
    const wrong: number[] = [];
    const unknown: number[] = [];
    for (let index = -WARM_UP_COMPARISONS; index < profile.comparisons; index += 1) {
      const user = directory.users.at(index % directory.users.length) ?? directory.caller;
      const times = {
        wrong: await refused({ ...user, password: otherPassword(user) }),
        unknown: await refused({ username: otherUsername(user), password: otherPassword(user) }),
      };
      if (index < 0) continue;
      wrong.push(times.wrong);
      unknown.push(times.unknown);
    }
    agent.destroy();
    return { wrong, unknown };
  });
}
