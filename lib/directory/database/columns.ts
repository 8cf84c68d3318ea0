import type { ColumnType } from 'kysely';

/** A column that is never updated. */
export type Fixed<T> = ColumnType<T, T, never>;

/** A time that the database sets when it inserts the row. */
export type Created = ColumnType<Date, never, never>;

/** A nullable bigint, which the driver returns as a text. */
export type Bigint = ColumnType<
  string | null,
  string | number | null | undefined,
  string | number | null
>;
