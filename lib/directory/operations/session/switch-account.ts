import { type RawBuilder, sql } from 'kysely';
import { strictObject } from 'valibot';
import { MOVE } from '../../api/access';
import { operation } from '../../api/operation';
import { recordEvent } from '../../audit-log/record-event';
import { type Call, callerOf } from '../../call';
import { inTransaction, read, readOne, type Tx } from '../../database/database';
import { DirectoryError } from '../../errors';
import { id, status } from '../../schemas';
import {
  type ChosenAccount,
  chooseAccount,
  selectActiveAccounts,
} from '../../sessions/choose-account';
import { changeSession, markLogin } from '../../sessions/create-session';
import { recordBreakGlass } from '../../sessions/record-break-glass';
import { hasSecondFactor } from '../../users/second-factors';

export const switchAccount = operation({
  name: 'session/switch-account',
  summary: "Switches the caller's session to another of the user's accounts.",
  access: { ...MOVE, anyAddress: true },
  changes: true,
  setsSession: true,
  input: strictObject({ account: id }),
  output: strictObject({ status }),
  errors: ['ACCOUNT_UNAVAILABLE', 'ADDRESS_REFUSED', 'SSO_REQUIRED', 'SESSION_EXPIRED'],
  async run(call, { account: wanted }) {
    const { userId = '', credentialId = '' } = callerOf(call);
    const { mustEnroll, sendNotices } = await inTransaction(call.database, async (tx) => {
      const active = read(tx, selectActiveAccounts(tx, call, { userId }));
      const user = readOne(tx, selectFactors(call));
      const account = requireWayIn(chooseAccount(await active(), wanted), await user());
      changeSession(tx, call, { account_id: account.id });
      await markLogin(tx, { userId, accountId: account.id });
      const object = { type: 'session', id: credentialId };
      await recordEvent(tx, call, { type: 'session_switched', accountId: account.id, object });
      const mustEnroll = account.mfaRequired && !(await user()).mfaEnabled;
      const sendNotices =
        account.ssoResult === 'break_glass'
          ? await recordBreakGlass(tx, await callIn(tx, call, account))
          : undefined;
      return { mustEnroll, sendNotices };
    });
    await sendNotices?.();
    return {
      status: mustEnroll ? ('mfa_enrollment_required' as const) : ('authenticated' as const),
    };
  },
});

interface Factors {
  readonly mfaEnabled: boolean;
  /** Whether the session began with the password and a second factor. */
  readonly isByBoth: boolean;
}

function selectFactors(call: Call): RawBuilder<Factors> {
  const { userId = '', credentialId = '' } = callerOf(call);
  return sql<Factors>`
    select ${hasSecondFactor(call.settings)} as "mfaEnabled", exists (
      select from public.sessions s where s.id = ${credentialId}
        and 'password' = any(s.authenticated_by) and cardinality(s.authenticated_by) > 1) as "isByBoth"
    from public.users where id = ${userId}`;
}

function requireWayIn(
  account: ReturnType<typeof chooseAccount>,
  { isByBoth }: Factors,
): ChosenAccount {
  if (account === null || account === 'none') throw new DirectoryError('ACCOUNT_UNAVAILABLE');
  const { addressResult, ssoResult } = account;
  if (addressResult === 'refused') throw new DirectoryError('ADDRESS_REFUSED');
  if (ssoResult === 'allowed' || (ssoResult === 'break_glass' && isByBoth)) return account;
  throw new DirectoryError('SSO_REQUIRED');
}

// The notice is about the account that the session is in from now on.
async function callIn(tx: Tx, call: Call, { id: accountId }: ChosenAccount): Promise<Call> {
  const caller = callerOf(call);
  const member = tx
    .selectFrom('memberships as m')
    .innerJoin('accounts as a', 'a.id', 'm.account_id')
    .select(['m.id as membershipId', 'a.name as accountName'])
    .where('m.account_id', '=', accountId)
    .where('m.user_id', '=', caller.userId ?? '');
  return { ...call, caller: { ...caller, accountId, ...(await readOne(tx, member)()) } };
}
