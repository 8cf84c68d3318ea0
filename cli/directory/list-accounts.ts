import { sql } from 'kysely';
import { commandLine } from '../../lib/util/command-line';
import { formatColumns } from '../format-columns';
import type { OpenDirectory } from './with-directory';

interface Found {
  readonly id: string;
  readonly name: string;
  readonly created_at: Date;
  readonly members: number;
  readonly administrators: number;
  readonly is_waiting: boolean;
  readonly closed_at: Date | null;
}

const MAX_ACCOUNTS = 1000;

/** Prints every account, the oldest first. */
export async function listAccounts({ database }: OpenDirectory): Promise<void> {
  const { rows } = await sql<Found>`
    select a.id, a.name, a.created_at, a.closed_at, count(m.id)::int as members,
      (count(m.id) filter (where m.active and m.administrator))::int as administrators,
      exists (select from public.invitations i where i.account_id = a.id and i.expires_at > now()) as is_waiting
    from public.accounts a left join public.memberships m on m.account_id = a.id
    group by a.id order by a.created_at, a.id limit ${MAX_ACCOUNTS + 1}`.execute(database);
  if (rows.length === 0) {
    console.log(
      `There are no accounts. To create one, run ${commandLine('directory create-account')}`,
    );
    return;
  }
  const head = ['ID', 'NAME', 'SINCE', 'MEMBERS', 'ADMINISTRATORS', ''];
  console.log(formatColumns([head, ...rows.slice(0, MAX_ACCOUNTS).map(describe)]));
  if (rows.length > MAX_ACCOUNTS)
    console.log(`… and more. Only the first ${MAX_ACCOUNTS} are listed.`);
}

function describe(row: Found): readonly string[] {
  const { id, name, created_at: since, members, administrators } = row;
  const cells = [id, name, since.toISOString().slice(0, 10), `${members}`, `${administrators}`];
  if (members > 0) return cells;
  if (row.closed_at !== null)
    return [...cells, `closed on ${row.closed_at.toISOString().slice(0, 10)}`];
  return [...cells, row.is_waiting ? 'waits for its first administrator' : 'its link has expired'];
}
