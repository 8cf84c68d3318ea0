import { boolean, nullable, strictObject, string } from 'valibot';
import { SELF_SERVICE } from '../../api/access';
import { operation } from '../../api/operation';
import { pageInput, pageOf, toPage } from '../../api/pagination';
import { callerOf } from '../../call';
import { authenticatedBy, id, timestamp } from '../../schemas';
import { findSessions } from '../../sessions/find-session';

const session = strictObject({
  id,
  device: string(),
  account: nullable(strictObject({ id, name: string() })),
  authenticatedBy,
  createdAt: timestamp,
  lastSeenAt: timestamp,
  expiresAt: timestamp,
  secondFactorDue: boolean(),
  isCurrent: boolean(),
});

export const listSessions = operation({
  name: 'account/list-sessions',
  summary: "Lists the caller's active sessions in all accounts, newest first.",
  access: SELF_SERVICE,
  changes: false,
  input: strictObject(pageInput),
  output: pageOf(session),
  errors: ['NOT_FOUND'],
  async run(call, { after, limit }) {
    const { userId = '', credentialId } = callerOf(call);
    const rows = await findSessions(call.database, { userId, after, limit: limit + 1 });
    const items = rows.map((row) => ({
      id: row.id,
      device: row.device,
      account:
        row.account_id === null ? null : { id: row.account_id, name: row.account_name ?? '' },
      authenticatedBy: row.authenticated_by,
      createdAt: row.created_at.toISOString(),
      lastSeenAt: row.last_seen_at.toISOString(),
      expiresAt: row.over_at.toISOString(),
      secondFactorDue: row.second_factor_due,
      isCurrent: row.id === credentialId,
    }));
    return toPage(items, limit);
  },
});
