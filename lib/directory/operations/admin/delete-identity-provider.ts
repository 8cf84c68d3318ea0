import { sql } from 'kysely';
import { strictObject } from 'valibot';
import { ssoSetupMail } from '../../../mail/texts/sso-setup-mails';
import { withAccountLock } from '../../accounts/account-transaction';
import { operation } from '../../api/operation';
import { recordEvent } from '../../audit-log/record-event';
import { readOne, write } from '../../database/database';
import { prepareNotices, readOtherRecipients } from '../../notifications/notify-account';
import { empty, id } from '../../schemas';
import { requireStepUp } from '../../sessions/require-step-up';
import { lockProvider, providerObject } from '../../sso/identity-provider';
import { readProviderInUse } from '../../sso/provider-in-use';

/** Deletes the linked identities and ends the sessions that began with it. The users and their memberships remain. */
export const deleteIdentityProvider = operation({
  name: 'admin/delete-identity-provider',
  summary:
    "Deletes one of the account's identity providers, and ends the sessions that began with it.",
  access: { apiKey: false, role: 'administrator' },
  changes: true,
  input: strictObject({ id }),
  output: empty,
  errors: ['NOT_FOUND', 'IDENTITY_PROVIDER_IN_USE', 'STEP_UP_REQUIRED', 'SESSION_EXPIRED'],
  async run(call, { id: providerId }) {
    const { name, send } = await withAccountLock(call, 'administrator', async (locked) => {
      const { tx } = locked;
      requireStepUp(call, tx);
      const provider = lockProvider(locked, providerId);
      const requireUnused = readProviderInUse(call, locked, providerId);
      const administrators = readOtherRecipients(call, tx);
      const counts = readOne(
        tx,
        sql<{ identities: number; sessions: number }>`select
          (select count(*)::int from public.user_identities where idp_id = ${providerId}) as identities,
          (select count(*)::int from public.sessions where idp_id = ${providerId}) as sessions`,
      );
      const found = await provider();
      await requireUnused();
      await write(tx, tx.deleteFrom('identity_providers').where('id', '=', providerId));
      const object = { ...providerObject(found), ...(await counts()) };
      await recordEvent(tx, call, { type: 'identity_provider_deleted', object });
      const send = prepareNotices(call, tx, await administrators());
      return { name: found.name, send };
    });
    await send((notice) => ssoSetupMail({ ...notice, change: 'deleted', name }));
    return {};
  },
});
