import type { Call } from '../call';
import type { Database } from '../database/database';
import { type AddressResult, addressResult } from '../ip-restrictions/address-result';
import { isProviderOf, type SsoResult, ssoResult } from './sso-result';

/** An account that a session can be in. */
export interface ChosenAccount {
  readonly id: string;
  readonly mfaRequired: boolean;
  /** Whether the account's IP restriction allows the request. */
  readonly addressResult: AddressResult;
  /** Whether the account allows the login, if it requires single sign-on. */
  readonly ssoResult: SsoResult;
}

/** A user, and the identity provider that they log in with. */
export interface AccountsWanted {
  readonly userId: string;
  readonly providerId?: string | undefined;
}

/** Returns a query of the accounts that a user is active in, the first joined first. */
export function selectActiveAccounts(
  database: Database,
  { address }: Call,
  { userId, providerId }: AccountsWanted,
) {
  return database
    .selectFrom('memberships as m')
    .innerJoin('accounts as a', 'a.id', 'm.account_id')
    .select(['a.id', 'a.mfa_required as mfaRequired'])
    .select(addressResult('dashboard', { address, isRestricted: true }).as('addressResult'))
    .select(ssoResult(isProviderOf(providerId)).as('ssoResult'))
    .where('m.user_id', '=', userId)
    .where('m.active', '=', true)
    .orderBy('m.created_at')
    .orderBy('m.id');
}

/**
 * Chooses the account of a new session: the requested account, or the first account that the user joined, is
 * active in and may use from this address with this login.
 *
 * @param active - the rows of {@link selectActiveAccounts}.
 * @returns `null` for a user who is active in no account. The user may still accept another account's
 *   invitation. `'none'` if the user is not active in the requested account.
 */
export function chooseAccount(
  active: readonly ChosenAccount[],
  wanted: string | undefined,
): ChosenAccount | null | 'none' {
  if (wanted === undefined) {
    const reachable = active.filter(({ addressResult: result }) => result !== 'refused');
    const usual = reachable.find(({ ssoResult: result }) => result === 'allowed');
    const emergency = reachable.find(({ ssoResult: result }) => result === 'break_glass');
    return usual ?? emergency ?? reachable[0] ?? active[0] ?? null;
  }
  return active.find(({ id }) => id === wanted) ?? 'none';
}
