import { strictObject } from 'valibot';
import { withAccountLock } from '../../accounts/account-transaction';
import { operation } from '../../api/operation';
import { recordEvent } from '../../audit-log/record-event';
import { writeOr } from '../../database/database';
import { DirectoryError } from '../../errors';
import { boundedText, empty } from '../../schemas';
import { requireStepUp } from '../../sessions/require-step-up';
import { requireDomain } from '../../sso/account-domain';

/** Users who have linked an identity can still log in. New identities of the domain are refused. */
export const deleteDomain = operation({
  name: 'admin/delete-domain',
  summary: "Deletes one of the account's domains.",
  access: { apiKey: false, role: 'administrator' },
  changes: true,
  input: strictObject({ domain: boundedText(500) }),
  output: empty,
  errors: ['NOT_FOUND', 'STEP_UP_REQUIRED', 'SESSION_EXPIRED'],
  async run(call, given) {
    const domain = requireDomain(given.domain);
    return withAccountLock(call, 'administrator', async ({ tx, accountId }) => {
      requireStepUp(call, tx);
      const own = tx
        .deleteFrom('account_domains')
        .where('account_id', '=', accountId)
        .where('domain', '=', domain);
      writeOr(tx, own, new DirectoryError('NOT_FOUND'));
      const object = { type: 'domain', id: domain };
      await recordEvent(tx, call, { type: 'domain_deleted', object });
      return {};
    });
  },
});
