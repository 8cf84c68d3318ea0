import type { Answered, BuiltContainer, OwnCaller } from '../services/container';
import type { TestDirectory } from './directory';

/** One requested change and its result. */
export interface Change extends Answered {
  readonly name: string;
}

/** The latest time of a response in milliseconds. The platform ends a Function after ten seconds. */
export const LATEST_MS = 9500;

let made = 0;

/** Creates a service user with a unique name, which is a change with one row and one event. */
export async function makeServiceUser(
  container: BuiltContainer,
  caller: OwnCaller,
): Promise<Change> {
  made += 1;
  const name = `bot-${made}`;
  const input = { name, developer: 'read-only' };
  return { ...(await container.call('admin/create-service-user', input, caller)), name };
}

/** The results of changes, counted by their rows and events. */
export interface Kept {
  /** The number of changes with status 200 but without a row and one event. */
  readonly lost: number;
  /** The number of rows without their event, and of events without their row. */
  readonly half: number;
  /** The number of rows. */
  readonly rows: number;
}

/** Finds changes in the database. */
export async function findChanges(
  { database }: Pick<TestDirectory, 'database'>,
  changes: readonly Change[],
): Promise<Kept> {
  const found = await database.query<{ name: string; rows: number; events: number }>(
    `select asked.name, count(distinct s.id)::int as rows, count(distinct e.id)::int as events
     from unnest($1::text[]) as asked(name)
     left join service_users s on s.name = asked.name
     left join events e on e.type = 'service_user_created' and e.object->>'name' = asked.name
     group by asked.name`,
    [changes.map(({ name }) => name)],
  );
  const done = new Set(changes.filter(({ status }) => status === 200).map(({ name }) => name));
  return {
    lost: found.filter(({ name, rows, events }) => done.has(name) && rows + events !== 2).length,
    half: found.filter(({ rows, events }) => rows !== events).length,
    rows: found.filter(({ rows }) => rows === 1).length,
  };
}

/** Returns the number of each response, as in `{ 200: 40, '503 UNAVAILABLE': 2 }`. */
export function countAnswers(answers: readonly Answered[]): Readonly<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const { status, code } of answers) {
    const key = code === undefined ? `${status}` : `${status} ${code}`;
    counts[key] = (counts[key] ?? 0) + 1;
  }
  return counts;
}
