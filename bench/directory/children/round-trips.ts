import { setTimeout as delay } from 'node:timers/promises';
import { countRoundTrips } from '../../../test/support/postgres/count-round-trips';
import type { Call, Load } from '../target';
import type { RoundTripsResult, Task, Traffic } from '../tasks';
import { callsOf } from './callers';
import { nanoseconds } from './latency';

const CALLS = 10;
// Traffic that follows an answer is included.
const AFTERMATH_MS = 50;

/** Counts the traffic of a warm target to Postgres for one call of each kind. */
export async function roundTrips(
  load: Load,
  { database, variant, users }: Task,
): Promise<RoundTripsResult> {
  const service = await countRoundTrips(database.url);
  const owner = await countRoundTrips(database.ownerUrl);
  const loaded = await load({ url: service.url, ownerUrl: owner.url }, variant);
  const traffic = () => ({
    roundTrips: service.roundTrips() + owner.roundTrips(),
    statements: service.statements() + owner.statements(),
  });
  const perCall = async (make: (user: number) => Call): Promise<Traffic> => {
    await send(callsOf(make, users, 1));
    const before = traffic();
    await send(callsOf(make, users, CALLS));
    return perOne(before, traffic());
  };
  try {
    return {
      session: await perCall(loaded.checkSession),
      token: await perCall(loaded.checkToken),
      signIn: await perCall(loaded.signIn),
    };
  } finally {
    await loaded.close();
    await service.close();
    await owner.close();
  }
}

async function send(calls: readonly Call[]): Promise<void> {
  for (const call of calls) await nanoseconds(call);
  await delay(AFTERMATH_MS);
}

function perOne(before: Traffic, after: Traffic): Traffic {
  return {
    roundTrips: (after.roundTrips - before.roundTrips) / CALLS,
    statements: (after.statements - before.statements) / CALLS,
  };
}
