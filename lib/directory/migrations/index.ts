import type { Migration } from 'kysely';

/** Every step of the schema, in the order of their names. */
export const migrations: Readonly<Record<string, Migration>> = {};
