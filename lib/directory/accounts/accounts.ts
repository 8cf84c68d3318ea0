import { boolean, type InferOutput, strictObject, string } from 'valibot';
import type { Database } from '../database/database';
import type { Row } from '../database/tables';
import { id, time } from '../schemas';

/** An account, as its members see it. */
export const ownAccount = strictObject({
  id,
  name: string(),
  /** Whether members without a second factor have to enrol before anything else. */
  mfaRequired: boolean(),
  createdAt: time,
});

/** The account of somebody who is in it. */
export function selectAccount(database: Database, accountId: string): Promise<Row<'accounts'>> {
  return database
    .selectFrom('accounts')
    .selectAll()
    .where('id', '=', accountId)
    .executeTakeFirstOrThrow();
}

export function describeAccount(row: Row<'accounts'>): InferOutput<typeof ownAccount> {
  const { name, mfa_required: mfaRequired, created_at: createdAt } = row;
  return { id: row.id, name, mfaRequired, createdAt: createdAt.toISOString() };
}
