import type { Answered, BuiltContainer } from '../services/container';
import type { Caller, TestDirectory } from './directory';

/** One change that was asked for, and what came of it. */
export interface Change extends Answered {
  readonly name: string;
}

/** When an answer is late, in milliseconds: the platform ends a Function after ten seconds. */
export const LATEST_MS = 9500;

let made = 0;

/** Makes a service user of a name that nobody else has: a change with one row and one event. */
export async function makeServiceUser(container: BuiltContainer, caller: Caller): Promise<Change> {
  made += 1;
  const name = `bot-${made}`;
  const input = { name, developer: 'read-only' };
  return { ...(await container.call('admin/create-service-user', input, caller)), name };
}

/** What became of changes, counted by the rows and the events that are there. */
export interface Kept {
  /** How many were answered 200, and are not there with one event each. */
  readonly lost: number;
  /** How many are there without their one event, or the other way round. */
  readonly half: number;
  /** How many are there. */
  readonly rows: number;
}

/** Looks for changes in the database. */
export async function findChanges(
  { database }: TestDirectory,
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

/** How often each answer was given, as in `{ 200: 40, '503 UNAVAILABLE': 2 }`. */
export function countAnswers(answers: readonly Answered[]): Readonly<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const { status, code } of answers) {
    const key = code === undefined ? `${status}` : `${status} ${code}`;
    counts[key] = (counts[key] ?? 0) + 1;
  }
  return counts;
}
