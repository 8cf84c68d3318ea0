import type { Insertable } from 'kysely';
import { ssoSetupMail } from '../../mail/texts/sso-setup-mails';
import { withAccountLock } from '../accounts/account-transaction';
import { recordEvent } from '../audit-log/record-event';
import type { Call } from '../call';
import { check, readOne } from '../database/database';
import type { SsoTables } from '../database/sso-tables';
import type { Row } from '../database/tables';
import { DirectoryError } from '../errors';
import { prepareNotices, readOtherRecipients } from '../notifications/notify-account';
import { requireStepUp } from '../sessions/require-step-up';
import { parseDisplayName } from '../users/display-name';
import { MAX_PROVIDERS, providerObject, selectProviders } from './identity-provider';

type NewProvider = Omit<Insertable<SsoTables['identity_providers']>, 'account_id' | 'active'>;

/**
 * Adds an identity provider to the caller's account, and tells the other administrators by mail. It is not active.
 *
 * @returns the provider.
 * @throws DirectoryError `NAME_INVALID`, `LIMIT_REACHED` or `STEP_UP_REQUIRED`
 */
export async function addProvider(
  call: Call,
  given: NewProvider,
): Promise<Row<'identity_providers'>> {
  const { name } = parseDisplayName(given.name);
  const { made, send } = await withAccountLock(call, 'administrator', async ({ tx, accountId }) => {
    requireStepUp(call, tx);
    const administrators = readOtherRecipients(call, tx);
    const known = selectProviders(tx, accountId).clearSelect().select('id');
    await check(tx, known, ({ length }) => {
      if (length >= MAX_PROVIDERS) throw new DirectoryError('LIMIT_REACHED');
    })();
    const values = { ...given, name, account_id: accountId };
    const made = readOne(tx, tx.insertInto('identity_providers').values(values).returningAll());
    const object = providerObject(values);
    await recordEvent(tx, call, { type: 'identity_provider_created', object });
    const send = prepareNotices(call, tx, await administrators());
    return { made, send };
  });
  await send((notice) => ssoSetupMail({ ...notice, change: 'created', name }));
  return made();
}
