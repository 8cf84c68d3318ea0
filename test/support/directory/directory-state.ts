import type { TestDatabase } from '../postgres/database';

/** A digest of each table except the audit log, by name. */
export type State = Readonly<Record<string, string>>;

/** An event as it is stored. */
export type StoredEvent = Readonly<Record<string, unknown>> & { readonly type: string };

// The log is compared separately and includes its counters. No operation changes the migrations.
const NOT_STATE = ['events', 'event_counts', 'directory_migration'];

/**
 * Reads the tables and the log in one snapshot, so a change and its event appear together.
 *
 * @param ignored - columns to ignore, such as `sessions.last_seen_at`, or whole tables.
 */
export async function readState(
  database: TestDatabase,
  ignored: readonly string[],
): Promise<{ readonly state: State; readonly events: readonly StoredEvent[] }> {
  const tables = await database.query<{ name: string }>(
    `select relname as name from pg_class
      where relnamespace = 'public'::regnamespace and relkind in ('r', 'p') and not relispartition order by 1`,
  );
  const digests = tables
    .map(({ name }) => name)
    .filter((name) => !NOT_STATE.includes(name) && !ignored.includes(name))
    .map((name) => `'${name}', (${digestOf(name, ignored)})`);
  const [row] = await database.query<{ state: State; events: StoredEvent[] }>(
    `select jsonb_build_object(${digests.join(', ')}) as state,
      (select coalesce(jsonb_agg(e order by seq), '[]') from events e) as events`,
  );
  if (row === undefined) throw new Error('There is no state.');
  return row;
}

function digestOf(table: string, ignored: readonly string[]): string {
  const columns = ignored.flatMap((name) => {
    const [of, column = ''] = name.split('.');
    return of === table ? [`'${column}'`] : [];
  });
  const row = `(to_jsonb(t) - array[${columns.join(', ')}]::text[])::text`;
  return `select md5(coalesce(string_agg(${row}, ' ' order by ${row}), '')) from ${table} t`;
}

/** Returns the names of the tables that changed. */
export function changedTables(before: State, after: State): readonly string[] {
  return Object.keys(after).filter((table) => before[table] !== after[table]);
}
