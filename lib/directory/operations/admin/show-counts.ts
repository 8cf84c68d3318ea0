import { sql } from 'kysely';
import { nullable, number, strictObject } from 'valibot';
import { hasRole } from '../../../identity/roles';
import { requireRole } from '../../api/access';
import { operation } from '../../api/operation';
import { type Call, callerOf } from '../../call';
import { empty } from '../../schemas';
import { memberHasSecondFactor } from '../../users/second-factors';

export const showCounts = operation({
  name: 'admin/show-counts',
  summary: "Shows the numbers of the account's members, open invitations and service users.",
  access: requireRole('team:read-only'),
  changes: false,
  input: empty,
  output: strictObject({
    /** The active members. */
    members: number(),
    /** The active members without a second factor. Null for callers who do not manage members. */
    membersWithoutMfa: nullable(number()),
    /** The invitations that have neither been accepted nor expired. */
    openInvitations: number(),
    /** The active service users. */
    serviceUsers: number(),
  }),
  errors: [],
  async run(call) {
    const { roles } = callerOf(call);
    const { rows } = await selectCounts(call).execute(call.database);
    const [counts] = rows;
    if (counts === undefined) throw new Error('a statement has no row.');
    if (hasRole(roles, 'team:manager')) return { ...counts };
    return { ...counts, membersWithoutMfa: null };
  },
});

interface Counts {
  readonly members: number;
  readonly membersWithoutMfa: number;
  readonly openInvitations: number;
  readonly serviceUsers: number;
}

// The members are counted in one index, without their rows.
function selectCounts(call: Call) {
  const { accountId = '' } = callerOf(call);
  return sql<Counts>`
    select count(*)::int as members,
      (count(*) filter (where not ${memberHasSecondFactor(call.settings)}))::int as "membersWithoutMfa",
      (select count(*)::int from public.invitations
        where account_id = ${accountId} and expires_at > now()) as "openInvitations",
      (select count(*)::int from public.service_users
        where account_id = ${accountId} and active) as "serviceUsers"
    from public.memberships where account_id = ${accountId} and active`;
}
