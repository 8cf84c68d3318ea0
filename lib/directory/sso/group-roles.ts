import { type RawBuilder, sql } from 'kysely';
import type { LockedAccount } from '../accounts/account-transaction';
import { eventRow } from '../audit-log/event-row';
import type { EventType } from '../audit-log/event-types';
import type { Call } from '../call';
import { requireRow, write } from '../database/database';
import { DirectoryError } from '../errors';
import { NEW_MEMBER } from './find-sso-member';

/**
 * Gives members the roles of their groups: the highest of a new member's and of those of every mapped group. It records the
 * members whose roles change, and revokes the invitations that these may no longer grant. Break-glass members keep
 * their roles. Call it under the lock of the account.
 *
 * @param ids - a query or a list of the ids of memberships of the account.
 * @throws DirectoryError `LAST_ADMINISTRATOR` with a later statement
 */
export async function giveGroupRoles(
  call: Call,
  { tx, accountId }: LockedAccount,
  ids: RawBuilder<unknown>,
): Promise<void> {
  const events = eventsOf(call, accountId);
  const { developer, team } = NEW_MEMBER;
  await write(
    tx,
    sql`with wanted as (
      select m.id, m.user_id, u.email, m.developer, m.team, m.administrator,
        case when bool_or(g.administrator or g.team = 'manager') then 'manager' else ${team}::text end as new_team,
        coalesce(bool_or(g.administrator), false) as new_administrator
      from public.memberships m join public.users u on u.id = m.user_id
      left join public.scim_group_members x on x.membership_id = m.id
      left join public.scim_groups g on g.id = x.group_id and g.team is not null
      where m.account_id = ${accountId} and m.id in (${ids}) and not m.break_glass
      group by m.id, u.email
    ), changed as (
      update public.memberships m set developer = ${developer}, team = w.new_team, administrator = w.new_administrator
      from wanted w where m.id = w.id
        and (m.developer, m.team, m.administrator) is distinct from (${developer}::text, w.new_team, w.new_administrator)
      returning m.id
    ) ${events(
      'membership_updated',
      'membership',
      sql`w.id, jsonb_build_object('userId', w.user_id, 'email', w.email,
        'from', jsonb_build_object('developer', w.developer, 'team', w.team, 'administrator', w.administrator),
        'roles', jsonb_build_object('developer', ${developer}::text, 'team', w.new_team, 'administrator', w.new_administrator),
        'reason', 'group')`,
    )} from wanted w join changed on changed.id = w.id`,
  );
  await write(
    tx,
    sql`with revoked as (
      delete from public.invitations i using public.memberships m
      where i.account_id = ${accountId} and i.invited_by = m.id and m.id in (${ids})
        and not m.administrator and (i.administrator or (i.team = 'manager' and m.team <> 'manager'))
      returning i.*
    ) ${events(
      'invitation_deleted',
      'invitation',
      sql`r.id, jsonb_build_object('email', r.email, 'reason', 'inviter-changed', 'member', r.invited_by,
        'roles', jsonb_build_object('developer', r.developer, 'team', r.team, 'administrator', r.administrator))`,
    )} from revoked r`,
  );
  const administrators = tx
    .selectFrom('memberships')
    .select('id')
    .where('account_id', '=', accountId)
    .where('administrator', '=', true)
    .where('active', '=', true)
    .limit(1);
  requireRow(tx, administrators, new DirectoryError('LAST_ADMINISTRATOR'));
}

// The beginning of an insert of events, for many objects in one statement.
function eventsOf(call: Call, accountId: string) {
  return (type: EventType, objectType: string, idAndObject: RawBuilder<unknown>) => {
    const row = eventRow(call, { type, object: { type: objectType, id: null } });
    const { object_type, object_id: _id, object: _object, ...common } = row;
    const columns = Object.keys(common).map((name) => sql.ref(name));
    const values = Object.values(common).map((value) => sql`${value}`);
    return sql`insert into public.events (account_id, ${sql.join(columns)}, object_type, object_id, object)
      select ${accountId}, ${sql.join(values)}, ${object_type}, ${idAndObject}`;
  };
}
