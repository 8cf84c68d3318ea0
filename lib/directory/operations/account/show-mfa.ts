import { sql } from 'kysely';
import { array, nullable, number, strictObject, string } from 'valibot';
import { MFA_ENROLLMENT } from '../../api/access';
import { operation } from '../../api/operation';
import { type Call, callerOf } from '../../call';
import { decryptPhoneNumber, maskPhoneNumber } from '../../phones/phone-number';
import { empty, timestamp } from '../../schemas';

export const showMfa = operation({
  name: 'account/show-mfa',
  summary: "Shows the caller's second factors and which of the caller's accounts require one.",
  access: MFA_ENROLLMENT,
  changes: false,
  input: empty,
  output: strictObject({
    /** The authenticator app. Null if none was confirmed. */
    app: nullable(strictObject({ since: timestamp })),
    /** The number of passkeys of this service's host. */
    passkeys: number(),
    /** The phone number without its middle, as in `+49 ••• 1234`. */
    phone: nullable(string()),
    recoveryCodesLeft: number(),
    /** The names of the accounts. While there is one, the last second factor cannot be removed. */
    requiredBy: array(string()),
  }),
  errors: [],
  async run(call) {
    const { rows } = await selectMfa(call).execute(call.database);
    const [found] = rows;
    if (found === undefined) throw new Error('the user of a session does not exist.');
    const { since, number: stored, ...others } = found;
    return {
      app: since === null ? null : { since: since.toISOString() },
      phone: stored === null ? null : maskPhoneNumber(numberOf(call, stored)),
      ...others,
    };
  },
});

interface Mfa {
  readonly since: Date | null;
  readonly passkeys: number;
  readonly number: string | null;
  readonly recoveryCodesLeft: number;
  readonly requiredBy: string[];
}

function numberOf(call: Call, stored: string): string {
  const { userId = '' } = callerOf(call);
  return decryptPhoneNumber(call.settings.keys, userId, stored).text;
}

function selectMfa(call: Call) {
  const { userId = '' } = callerOf(call);
  return sql<Mfa>`
    select u.totp_confirmed_at as since,
      (select count(*)::int from public.passkeys
        where user_id = u.id and rp_id = ${call.settings.rpId}) as passkeys,
      (select number from public.phones where user_id = u.id) as number,
      (select count(*)::int from public.recovery_codes where user_id = u.id) as "recoveryCodesLeft",
      array(select a.name from public.memberships m join public.accounts a on a.id = m.account_id
        where m.user_id = u.id and a.mfa_required order by a.name, a.id) as "requiredBy"
    from public.users u where u.id = ${userId}`;
}
