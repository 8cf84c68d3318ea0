import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Client } from 'pg';
import { testPostgres } from '../support/postgres/test-postgres';
import { PROJECT } from '../support/projects/project';

// Every setting that a server, a database or a role may change for a session has its row in
// docs/directory/postgres-settings.md. A new version of PostgreSQL brings new ones.

function documented(): readonly RegExp[] {
  const text = readFileSync(join(PROJECT, 'docs/directory/postgres-settings.md'), 'utf8');
  return text
    .split('\n')
    .filter((line) => line.startsWith('| `'))
    .flatMap((line) => [...(line.split('|')[1] ?? '').matchAll(/`([^`]+)`/g)])
    .map(
      ([, name = '']) => new RegExp(`^${name.replaceAll('.', '\\.').replaceAll('*', '.*')}$`, 'i'),
    );
}

async function changeable(): Promise<readonly string[]> {
  const client = new Client(testPostgres().superuserUrl);
  await client.connect();
  try {
    const { rows } = await client.query<{ name: string }>(
      "select name from pg_settings where context in ('user', 'superuser') order by name",
    );
    return rows.map(({ name }) => name);
  } finally {
    await client.end();
  }
}

test('the document has a decision for each setting that a session may change', async () => {
  const patterns = documented();
  const names = await changeable();
  expect(names.length).toBeGreaterThan(100);
  expect(names.filter((name) => !patterns.some((pattern) => pattern.test(name)))).toEqual([]);
});
