import type { Answered, BuiltContainer, OwnCaller } from '../services/container';
import { type Change, makeServiceUser } from './service-users';

/** The number of concurrent callers that make changes. */
export const CHANGING = 6;
/** The number of concurrent callers that only read. */
export const OTHERS = 2;

/** Callers that make one call after another during an outage of the database. */
export interface OutageLoad {
  readonly changes: readonly Change[];
  readonly others: readonly Answered[];
  /** Resolves when every caller has the answer of its last call. */
  stop(): Promise<void>;
}

/** Starts the callers. */
export function startOutageLoad(container: BuiltContainer, admin: OwnCaller): OutageLoad {
  const changes: Change[] = [];
  const others: Answered[] = [];
  let isStopped = false;
  const repeat = async (once: () => Promise<void>) => {
    while (!isStopped) await once();
  };
  const lines = [
    ...Array.from({ length: CHANGING }, () =>
      repeat(async () => {
        changes.push(await makeServiceUser(container, admin));
      }),
    ),
    repeat(async () => {
      others.push(await container.call('session/show', {}, admin));
    }),
    // This operation is open to anonymous callers, so the guard makes no query.
    repeat(async () => {
      others.push(await container.call('session/show-invitation', { token: 'x'.repeat(30) }));
    }),
  ];
  return {
    changes,
    others,
    async stop() {
      isStopped = true;
      await Promise.all(lines);
    },
  };
}

/** Returns the number of changes that were made. */
export const countDone = (changes: readonly Change[]): number =>
  changes.filter(({ status }) => status === 200).length;
