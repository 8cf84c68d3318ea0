import { sql } from 'kysely';
import type { Identity } from '../../identity/identity';
import type { DeveloperLevel, TeamLevel } from '../../identity/roles';
import type { Database } from '../database/database';
import { PREPARED } from '../database/prepared-statements';

interface Found {
  readonly user_id: string;
  readonly email: string;
  readonly password_hash: string | null;
  readonly has_factor: boolean;
  readonly membership_id: string | null;
  readonly account_id: string;
  readonly account_name: string;
  readonly mfa_required: boolean;
  readonly developer: DeveloperLevel;
  readonly team: TeamLevel;
  readonly administrator: boolean;
}

/** A user whom a password may let in, and as which member; or why it does not, however right it is. */
export interface FoundPerson {
  readonly userId: string;
  readonly email: string;
  readonly passwordHash: string | null;
  readonly member: Identity | Unfit;
}

/** In no account, or in none that is meant; in several; a password is not enough. */
export type Unfit = 'NO_ACCOUNT' | 'ACCOUNT_AMBIGUOUS' | 'SECOND_FACTOR_REQUIRED';

/**
 * The user of an address, with the one active membership that is meant: read fresh each time, in one
 * statement.
 *
 * @param accountId - the account that is meant; undefined: the only one.
 */
export async function findPerson(
  database: Database,
  emailKey: string,
  accountId: string | undefined,
): Promise<FoundPerson | null> {
  const { rows } = await sql<Found>`${PREPARED}
    select u.id as user_id, u.email, u.password_hash, u.totp_confirmed_at is not null as has_factor,
      m.id as membership_id, m.developer, m.team, m.administrator,
      a.id as account_id, a.name as account_name, a.mfa_required
    from public.users u
    left join public.memberships m on m.user_id = u.id and m.active
    left join public.accounts a on a.id = m.account_id
    where u.email_key = ${emailKey}`.execute(database);
  const [user] = rows;
  if (user === undefined) return null;
  const meant = rows.filter(
    ({ membership_id, account_id }) =>
      membership_id !== null && (accountId === undefined || account_id === accountId),
  );
  const { user_id: userId, email, password_hash: passwordHash } = user;
  return { userId, email, passwordHash, member: memberOf(meant) };
}

function memberOf(meant: readonly Found[]): Identity | Unfit {
  const [found] = meant;
  if (found === undefined) return 'NO_ACCOUNT';
  if (meant.length > 1) return 'ACCOUNT_AMBIGUOUS';
  // No way of logging in goes around the second factor.
  if (found.has_factor || found.mfa_required) return 'SECOND_FACTOR_REQUIRED';
  const { developer, team, administrator } = found;
  return Object.freeze({
    accountId: found.account_id,
    accountName: found.account_name,
    userId: found.user_id,
    membershipId: found.membership_id ?? '',
    name: found.email,
    roles: Object.freeze({ developer, team, administrator }),
  });
}
