import { Agent } from 'node:http';
import { field, otherPassword, otherUsername } from '../callers';
import { type Aim, type Section, table, times, usersOf } from '../report';
import { median } from '../statistics';
import type { User } from '../target';
import { type Case, measureCases } from './cases';
import { call } from './client';
import type { ServersEffort } from './load-profile';
import { withServer } from './ready-server';
import { GUARDED } from './target';

/** The milliseconds of refusals, one list for each kind. */
interface Refusals {
  readonly wrong: readonly number[];
  readonly unknown: readonly number[];
}

const WARM_UP_PAIRS = 2;
const LIMIT = 1.1;

/** Whether the time of a refusal tells if there is such a user. */
export async function latency(cases: readonly Case[], effort: ServersEffort): Promise<Section> {
  const measured = await measureCases(cases, effort, (one) => refuse(one, effort));
  const findings = measured.map(({ one, figures }) => {
    const wrong = figures.flatMap((round) => round.wrong);
    const unknown = figures.flatMap((round) => round.unknown);
    return { one, wrong, unknown, ratio: median(unknown) / median(wrong) };
  });
  return {
    title: 'One refusal at a time',
    lines: table(
      ['server', 'users', 'wrong password', 'unknown user', 'unknown / wrong', 'of each'],
      findings.map(({ one: { contestant, directory }, wrong, unknown, ratio }) => [
        contestant.name,
        directory.users.length.toLocaleString('en'),
        `${median(wrong).toFixed(1)} ms`,
        `${median(unknown).toFixed(1)} ms`,
        ratio < 0.1 ? `${ratio.toFixed(4)}×` : times(ratio),
        String(wrong.length),
      ]),
    ),
    aims: findings.filter(({ one }) => one.contestant.id === 'kit').map(aim),
  };
}

function aim({ one, ratio }: { readonly one: Case; readonly ratio: number }): Aim {
  return {
    aim: `one refusal, ${usersOf(one.directory.users.length)}: unknown user within 1/${LIMIT} to ${LIMIT}× of wrong password`,
    measured: times(ratio),
    reached: ratio <= LIMIT && ratio >= 1 / LIMIT,
  };
}

/**
 * Wrong password and unknown user in turn, with pairs that nobody has sent before. A round is one
 * process of the server, and so short that no name is refused more than ten times in it, which is
 * what this kit has patience for.
 */
function refuse({ contestant, directory }: Case, effort: ServersEffort): Promise<Refusals> {
  return withServer(contestant, directory, effort, async ({ port }) => {
    const agent = new Agent({ keepAlive: true, maxSockets: 1 });
    const refused = async (user: User) => {
      const authorization = field(user).toString('latin1');
      const { status, milliseconds } = await call({ agent, port, path: GUARDED, authorization });
      if (status !== 401) throw new Error(`A wrong pair was answered with ${status}.`);
      return milliseconds;
    };
    const wrong: number[] = [];
    const unknown: number[] = [];
    for (let pair = -WARM_UP_PAIRS; pair < effort.pairs; pair += 1) {
      const user = directory.users.at(pair % directory.users.length) ?? directory.caller;
      const times = {
        wrong: await refused({ ...user, password: otherPassword(user) }),
        unknown: await refused({ username: otherUsername(user), password: otherPassword(user) }),
      };
      if (pair < 0) continue;
      wrong.push(times.wrong);
      unknown.push(times.unknown);
    }
    agent.destroy();
    return { wrong, unknown };
  });
}
