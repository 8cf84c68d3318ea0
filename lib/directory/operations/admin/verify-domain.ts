import { strictObject } from 'valibot';
import { ssoSetupMail } from '../../../mail/texts/sso-setup-mails';
import { withAccountLock } from '../../accounts/account-transaction';
import { operation } from '../../api/operation';
import type { Call } from '../../call';
import { DirectoryError } from '../../errors';
import { prepareNotices, readOtherRecipients } from '../../notifications/notify-account';
import { boundedText } from '../../schemas';
import { requireStepUp } from '../../sessions/require-step-up';
import {
  accountDomain,
  describeDomain,
  recordName,
  recordValue,
  requireDomain,
} from '../../sso/account-domain';
import { readTxtRecords } from '../../sso/read-txt-records';
import { markVerified, orDomainExists } from '../../sso/verified-domain';

/** Finds the DNS record by DNS. If Functions may use no DNS, the operator's command verifies the domain. */
export const verifyDomain = operation({
  name: 'admin/verify-domain',
  summary: "Verifies one of the account's domains by its DNS record.",
  access: { apiKey: false, role: 'administrator' },
  changes: true,
  input: strictObject({ domain: boundedText(500) }),
  output: accountDomain,
  errors: [
    'NOT_FOUND',
    'DOMAIN_EXISTS',
    'DOMAIN_RECORD_MISSING',
    'STEP_UP_REQUIRED',
    'SESSION_EXPIRED',
  ],
  async run(call, given) {
    const domain = requireDomain(given.domain);
    await requireRecord(call, domain);
    const verified = withAccountLock(call, 'administrator', async ({ tx, accountId }) => {
      requireStepUp(call, tx);
      const administrators = readOtherRecipients(call, tx);
      const row = await markVerified(tx, call, { accountId, domain });
      return { row, send: prepareNotices(call, tx, await administrators()) };
    });
    const { row, send } = await orDomainExists(verified);
    await send((notice) => ssoSetupMail({ ...notice, change: 'verified', name: domain }));
    return describeDomain(row);
  },
});

async function requireRecord({ database, caller }: Call, domain: string): Promise<void> {
  const { accountId = '' } = caller ?? {};
  const row = await database
    .selectFrom('account_domains')
    .selectAll()
    .where('account_id', '=', accountId)
    .where('domain', '=', domain)
    .executeTakeFirst();
  if (row === undefined) throw new DirectoryError('NOT_FOUND');
  const records = await readTxtRecords(recordName(domain));
  if (records?.includes(recordValue(row)) !== true) {
    throw new DirectoryError('DOMAIN_RECORD_MISSING');
  }
}
