import { sql } from 'kysely';
import { array, boolean, nullable, picklist, strictObject, string } from 'valibot';
import { ANY_SESSION } from '../../api/access';
import { operation } from '../../api/operation';
import { type Call, callerOf } from '../../call';
import { type Database, together } from '../../database/database';
import { DirectoryError } from '../../errors';
import { authenticatedBy, empty, id, nullableAccount, status, timestamp } from '../../schemas';
import { isManagedUser } from '../../users/require-unmanaged-user';
import { hasPasskey, hasPhone } from '../../users/second-factors';

export const show = operation({
  name: 'session/show',
  summary: 'Shows who is logged in, to which account, and what remains to be done.',
  access: ANY_SESSION,
  changes: false,
  input: empty,
  output: strictObject({
    status,
    user: strictObject({
      id,
      email: string(),
      name: string(),
      hasPassword: boolean(),
      /** Whether the name and the address are the identity provider's, so that the user cannot change them here. */
      managed: boolean(),
      mfaEnabled: boolean(),
      /** The types of the user's second factors. A recovery code replaces any of them. */
      secondFactors: array(picklist(['app', 'passkey', 'phone'])),
    }),
    ...nullableAccount,
    accounts: array(strictObject({ id, name: string(), active: boolean() })),
    session: strictObject({
      id,
      authenticatedBy,
      steppedUpAt: nullable(string()),
      /** The time at which the session expires unless it is used again. */
      expiresAt: timestamp,
      /** The time at which the session ends in any case. */
      endsAt: timestamp,
    }),
  }),
  errors: ['SESSION_EXPIRED'],
  async run(call) {
    const caller = callerOf(call);
    const { userId = '', accountId, status: reached = 'authenticated', steppedUpAt } = caller;
    const [[user], memberships, [session]] = await together(
      call.database,
      selectUser(call),
      selectAccountsOf(call.database, userId),
      selectSession(call.database, caller.credentialId ?? ''),
    );
    if (user === undefined) throw new Error('the user of a session does not exist.');
    if (session === undefined) throw new DirectoryError('SESSION_EXPIRED');
    // After the password alone, the response shows only that a code is required.
    const shown = reached === 'mfa_required' ? [] : memberships;
    // The provider of one account must not learn of the user's others.
    const isRestricted = caller.restrictedTo !== undefined;
    const accounts = shown.filter((one) => !isRestricted || one.id === accountId);
    const own = accounts.find((one) => one.id === accountId);
    return {
      status: reached,
      user: {
        id: userId,
        email: user.email,
        name: user.name,
        hasPassword: user.password_hash !== null,
        managed: user.managed,
        mfaEnabled: secondFactorsOf(user).length > 0,
        secondFactors: secondFactorsOf(user),
      },
      account:
        own === undefined ? null : { id: own.id, name: own.name, mfaRequired: own.mfaRequired },
      roles: own === undefined ? null : caller.roles,
      accounts: accounts.map(({ id: accountOf, name, active }) => ({
        id: accountOf,
        name,
        active,
      })),
      session: {
        id: session.id,
        authenticatedBy: session.authenticated_by,
        steppedUpAt: steppedUpAt === undefined ? null : new Date(steppedUpAt).toISOString(),
        expiresAt: session.expiresAt.toISOString(),
        endsAt: session.ends_at.toISOString(),
      },
    };
  },
});

interface Factors {
  readonly hasApp: boolean;
  readonly hasPasskey: boolean;
  readonly hasPhone: boolean;
}

function secondFactorsOf({ hasApp, hasPasskey, hasPhone }: Factors) {
  return [
    ...(hasApp ? (['app'] as const) : []),
    ...(hasPasskey ? (['passkey'] as const) : []),
    ...(hasPhone ? (['phone'] as const) : []),
  ];
}

function selectUser(call: Call) {
  const { userId = '' } = callerOf(call);
  return call.database
    .selectFrom('users')
    .select(['email', 'name', 'password_hash'])
    .select(sql<boolean>`totp_confirmed_at is not null`.as('hasApp'))
    .select(hasPasskey(call.settings).as('hasPasskey'))
    .select(hasPhone().as('hasPhone'))
    .select(isManagedUser().as('managed'))
    .where('id', '=', userId);
}

function selectSession(database: Database, sessionId: string) {
  return database
    .selectFrom('sessions')
    .select(['id', 'authenticated_by', 'ends_at'])
    .select(sql<Date>`least(expires_at, ends_at)`.as('expiresAt'))
    .where('id', '=', sessionId);
}

function selectAccountsOf(database: Database, userId: string) {
  return database
    .selectFrom('memberships as m')
    .innerJoin('accounts as a', 'a.id', 'm.account_id')
    .select(['a.id', 'a.name', 'a.mfa_required as mfaRequired', 'm.active'])
    .where('m.user_id', '=', userId)
    .orderBy('m.created_at');
}
