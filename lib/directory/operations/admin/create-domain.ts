import { strictObject } from 'valibot';
import { withAccountLock } from '../../accounts/account-transaction';
import { operation } from '../../api/operation';
import { recordEvent } from '../../audit-log/record-event';
import { newSecret } from '../../crypto/ids';
import { check, readOne } from '../../database/database';
import { DirectoryError } from '../../errors';
import { boundedText } from '../../schemas';
import { requireStepUp } from '../../sessions/require-step-up';
import { accountDomain, describeDomain, parseAccountDomain } from '../../sso/account-domain';

const MAX_DOMAINS = 20;

/** A domain proves nothing until `admin/verify-domain` finds its record. */
export const createDomain = operation({
  name: 'admin/create-domain',
  summary:
    'Adds a domain of email addresses to the account, and returns the DNS record that proves it.',
  access: { apiKey: false, role: 'administrator' },
  changes: true,
  input: strictObject({ domain: boundedText(500) }),
  output: accountDomain,
  errors: [
    'DOMAIN_INVALID',
    'DOMAIN_EXISTS',
    'LIMIT_REACHED',
    'STEP_UP_REQUIRED',
    'SESSION_EXPIRED',
  ],
  async run(call, given) {
    const domain = parseAccountDomain(given.domain);
    const made = await withAccountLock(call, 'administrator', async ({ tx, accountId }) => {
      requireStepUp(call, tx);
      const known = tx
        .selectFrom('account_domains')
        .select('domain')
        .where((the) =>
          the.or([
            the('account_id', '=', accountId),
            the.and([the('domain', '=', domain), the('verified_at', 'is not', null)]),
          ]),
        );
      await check(tx, known, (rows) => {
        if (rows.some((row) => row.domain === domain)) throw new DirectoryError('DOMAIN_EXISTS');
        if (rows.length >= MAX_DOMAINS) throw new DirectoryError('LIMIT_REACHED');
      })();
      const values = { domain, account_id: accountId, token: newSecret() };
      const created = readOne(tx, tx.insertInto('account_domains').values(values).returningAll());
      const object = { type: 'domain', id: domain };
      await recordEvent(tx, call, { type: 'domain_created', object });
      return created;
    });
    return describeDomain(await made());
  },
});
