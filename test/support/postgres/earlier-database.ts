import { sql } from 'kysely';
import { withConnection } from '../../../cli/postgres/with-connection';
import { migrations } from '../../../lib/directory/migrations';
import { addressIn, createDatabase, type TestDatabase } from './database';

/** Creates a database with the migrations before one, such as `0005`. */
export async function createEarlierDatabase(first: string): Promise<TestDatabase> {
  const database = await createDatabase({ isEmpty: true });
  await withConnection(addressIn(database.ownerUrl), async (db) => {
    await sql`create table directory_migration (name text primary key, timestamp text not null)`.execute(
      db,
    );
    const earlier = Object.entries(migrations).filter(([name]) => name < first);
    for (const [name, { up }] of earlier) {
      await up(db);
      await sql`insert into directory_migration values (${name}, '')`.execute(db);
    }
  });
  return database;
}
