import { sql } from 'kysely';
import type { LockedAccount } from '../accounts/account-transaction';
import { type Call, callerOf } from '../call';
import { read } from '../database/database';
import { DirectoryError } from '../errors';

/**
 * Reads whether a provider is needed: the caller has logged in with it, or it is the last active one of an account that
 * requires single sign-on.
 *
 * @returns a function that throws `IDENTITY_PROVIDER_IN_USE` if so.
 */
export function readProviderInUse(
  call: Call,
  { tx, accountId }: LockedAccount,
  providerId: string,
): () => Promise<void> {
  const { credentialId = '' } = callerOf(call);
  const found = read(
    tx,
    sql<{ isUsed: boolean }>`select
      exists (select from public.sessions where id = ${credentialId} and idp_id = ${providerId})
      or exists (select from public.accounts where id = ${accountId} and sso = 'enforced')
        and not exists (select from public.identity_providers
          where account_id = ${accountId} and active and id <> ${providerId}) as "isUsed"`,
  );
  return async () => {
    if ((await found())[0]?.isUsed !== false) throw new DirectoryError('IDENTITY_PROVIDER_IN_USE');
  };
}
