import { sql } from 'kysely';
import { boolean, nullable, strictObject, string } from 'valibot';
import { MFA_ENROLLMENT } from '../../api/access';
import { operation } from '../../api/operation';
import { pageInput, pageOf, toPage } from '../../api/pagination';
import { callerOf } from '../../call';
import { type Database, together } from '../../database/database';
import { DirectoryError } from '../../errors';
import { describeInvitation, selectInvitations } from '../../invitations/invitations';
import { id, roles, timestamp } from '../../schemas';

const invitation = strictObject({
  id,
  account: strictObject({ name: string(), mfaRequired: boolean() }),
  roles,
  invitedBy: nullable(strictObject({ name: string(), email: string() })),
  createdAt: timestamp,
  expiresAt: timestamp,
});

export const listInvitations = operation({
  name: 'account/list-invitations',
  summary: "Lists the open invitations for the caller's email address.",
  access: MFA_ENROLLMENT,
  changes: false,
  input: strictObject(pageInput),
  output: pageOf(invitation),
  errors: ['NOT_FOUND'],
  async run(call, { after = '', limit }) {
    const { userId = '' } = callerOf(call);
    const open = selectOpen(call.database, userId);
    const page = open
      .where('i.id', '>', after)
      .orderBy('i.id')
      .limit(limit + 1);
    const cursor = open.where('i.id', '=', after);
    const [known, rows] =
      after === '' ? [null, await page.execute()] : await together(call.database, cursor, page);
    if (known?.length === 0) throw new DirectoryError('NOT_FOUND');
    const items = rows.map((row) => {
      const { roles: granted, invitedBy, createdAt, expiresAt } = describeInvitation(row);
      return {
        id: row.id,
        account: { name: row.accountName, mfaRequired: row.mfaRequired },
        roles: granted,
        invitedBy: invitedBy && { name: invitedBy.name, email: invitedBy.email },
        createdAt,
        expiresAt,
      };
    });
    return toPage(items, limit);
  },
});

function selectOpen(database: Database, userId: string) {
  return selectInvitations(database)
    .innerJoin('accounts as a', 'a.id', 'i.account_id')
    .select(['a.name as accountName', 'a.mfa_required as mfaRequired'])
    .where('i.email_key', '=', (the) =>
      the.selectFrom('users as me').select('me.email_key').where('me.id', '=', userId),
    )
    .where('i.expires_at', '>', sql<Date>`now()`);
}
