import type { RawBuilder } from 'kysely';
import type { Statement } from './batch';
import { type Database, runStatement } from './database';
import { statementOf } from './transaction';

/** The place of a value in a statement. */
class Place {
  readonly name: PropertyKey;

  constructor(name: PropertyKey) {
    this.name = name;
  }
}

/**
 * Returns a function that runs a query of the checks of callers. Kysely compiles it at its first run, because compiling it
 * takes a tenth of a check. All runs therefore have one text, and `place` returns what stands for a value in it.
 *
 * @example
 * const byId = preparedQuery<Row, { id: string }>((place) => sql`select name from public.users where id = ${place('id')}`);
 * const rows = await byId(database, { id });
 */
export function preparedQuery<Row, Values extends object>(
  build: (place: <Name extends keyof Values>(name: Name) => Values[Name]) => RawBuilder<Row>,
): (database: Database, values: Values) => Promise<readonly Row[]> {
  let compiled: Statement | undefined;
  return (database, given) => {
    compiled ??= statementOf(
      database,
      build((name) => new Place(name) as never),
    );
    const values = compiled.values.map((value) =>
      value instanceof Place ? given[value.name as keyof Values] : value,
    );
    return runStatement(database, { text: compiled.text, values });
  };
}
