import { array, strictObject } from 'valibot';
import { MFA_ENROLLMENT } from '../../api/access';
import { operation } from '../../api/operation';
import { callerOf } from '../../call';
import { describePasskey, passkey } from '../../passkeys/passkey';
import { empty } from '../../schemas';

/** A user has at most 20, so the list has no pages. */
export const listPasskeys = operation({
  name: 'account/list-passkeys',
  summary: "Lists the caller's passkeys, the newest first, also those of other hosts.",
  access: MFA_ENROLLMENT,
  changes: false,
  input: empty,
  output: strictObject({ items: array(passkey) }),
  errors: [],
  async run(call) {
    const { userId = '' } = callerOf(call);
    const rows = await call.database
      .selectFrom('passkeys')
      .select(['id', 'name', 'rp_id', 'backed_up', 'created_at', 'last_used_at'])
      .where('user_id', '=', userId)
      .orderBy('created_at', 'desc')
      .orderBy('id')
      .execute();
    return { items: rows.map((row) => describePasskey(row, call.settings.rpId)) };
  },
});
