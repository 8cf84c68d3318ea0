import { sql } from 'kysely';
import { nullable, number, picklist, strictObject, string } from 'valibot';
import { requireRole } from '../../api/access';
import { operation } from '../../api/operation';
import { callerOf } from '../../call';
import { empty, timestamp } from '../../schemas';
import { isWithoutSso } from '../../sso/require-sso';

interface Found {
  readonly provisioning: 'invite' | 'jit' | 'scim';
  readonly tokens: number;
  readonly lastRequestAt: Date | null;
  readonly managedMembers: number;
  readonly groups: number;
  readonly otherSessions: number;
}

/** The times of requests are exact to the minute. */
export const showProvisioning = operation({
  name: 'admin/show-provisioning',
  summary:
    'Shows who adds members to the account, and what the identity provider did last by SCIM.',
  access: requireRole('administrator'),
  changes: false,
  input: empty,
  output: strictObject({
    provisioning: picklist(['invite', 'jit', 'scim']),
    /** The address for the identity provider. */
    url: string(),
    /** The number of SCIM tokens. */
    tokens: number(),
    /** The time of the last request with one of the tokens. Null if there was none. */
    lastRequestAt: nullable(timestamp),
    /** The number of members whom the identity provider manages. */
    managedMembers: number(),
    groups: number(),
    /** The number of sessions that end if the account requires single sign-on. */
    otherSessions: number(),
  }),
  errors: [],
  async run(call) {
    const { accountId = '' } = callerOf(call);
    const { rows } = await sql<Found>`
      select a.provisioning, c.tokens, c."lastRequestAt",
        (select count(*)::int from public.memberships where account_id = a.id and managed) as "managedMembers",
        (select count(*)::int from public.scim_groups where account_id = a.id) as groups,
        (select count(*)::int from public.memberships m
          join public.sessions s on s.user_id = m.user_id and s.account_id = m.account_id
          where m.account_id = a.id and ${isWithoutSso()} and least(s.expires_at, s.ends_at) > now()) as "otherSessions"
      from public.accounts a, lateral (
        select count(*)::int as tokens, max(last_used_at) as "lastRequestAt"
        from public.credentials where account_id = a.id and type = 'scim_token' and issued_by is null) c
      where a.id = ${accountId}`.execute(call.database);
    const [found] = rows;
    if (found === undefined) throw new Error('the account of the caller does not exist.');
    const { lastRequestAt, ...rest } = found;
    return {
      ...rest,
      url: `${call.settings.origin}/scim/v2`,
      lastRequestAt: lastRequestAt?.toISOString() ?? null,
    };
  },
});
