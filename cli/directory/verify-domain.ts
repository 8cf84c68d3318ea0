import { inTransaction } from '../../lib/directory/database/database';
import { DirectoryError } from '../../lib/directory/errors';
import { parseAccountDomain } from '../../lib/directory/sso/account-domain';
import { markVerified, orDomainExists } from '../../lib/directory/sso/verified-domain';
import { CliError } from '../run-command';
import { type OpenDirectory, operatorSource, withoutMail } from './with-directory';

/** A domain that an account has added. */
export interface DomainOfAccount {
  readonly account: string;
  readonly domain: string;
}

/**
 * Marks a domain of an account as verified without a DNS record. The operator must know that the account owns it.
 *
 * @throws CliError if the account has not added the domain, or another account has verified it.
 */
export async function verifyDomain(
  { database }: OpenDirectory,
  given: DomainOfAccount,
): Promise<void> {
  const { account: accountId } = given;
  const domain = await orCliError(given, async () => parseAccountDomain(given.domain));
  await orCliError(given, () =>
    orDomainExists(
      inTransaction(database, (tx) => markVerified(tx, operatorSource(), { accountId, domain })),
    ),
  );
  console.log(
    `${domain} is verified. The identity providers of ${accountId} now speak for its addresses.\n${withoutMail('the administrators of the account')}`,
  );
}

async function orCliError<T>(
  { account, domain }: DomainOfAccount,
  run: () => Promise<T>,
): Promise<T> {
  try {
    return await run();
  } catch (reason) {
    if (!(reason instanceof DirectoryError)) throw reason;
    const messages: Readonly<Record<string, string>> = {
      NOT_FOUND: `Account ${account} has no domain ${domain}. An administrator must add it first.`,
      DOMAIN_EXISTS: `Another account has verified ${domain}.`,
    };
    throw new CliError(messages[reason.code] ?? reason.message);
  }
}
