import { array, strictObject, string } from 'valibot';
import { requireRole } from '../../api/access';
import { operation } from '../../api/operation';
import { callerOf } from '../../call';
import { empty } from '../../schemas';
import {
  describeProvider,
  identityProvider,
  redirectUriOf,
  selectProviders,
} from '../../sso/identity-provider';

/** An account has at most 10, so the list has no pages. */
export const listIdentityProviders = operation({
  name: 'admin/list-identity-providers',
  summary: "Lists the account's identity providers, and the redirect URI to register at each.",
  access: requireRole('administrator'),
  changes: false,
  input: empty,
  output: strictObject({
    items: array(identityProvider),
    redirectUri: string(),
  }),
  errors: [],
  async run(call) {
    const { accountId = '' } = callerOf(call);
    const rows = await selectProviders(call.database, accountId)
      .orderBy('created_at')
      .orderBy('id')
      .execute();
    const { settings } = call;
    const items = rows.map((row) => describeProvider(settings, row));
    return { items, redirectUri: redirectUriOf(settings) };
  },
});
