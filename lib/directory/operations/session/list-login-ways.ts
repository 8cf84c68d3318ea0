import { array, boolean, picklist, strictObject, string } from 'valibot';
import { PROVIDER_TYPES } from '../../../sso/sso';
import { operation } from '../../api/operation';
import { email, id } from '../../schemas';
import { domainOf } from '../../sso/account-domain';

/** Depends on the domain of the address only, so it does not reveal whether a user exists. */
export const listLoginWays = operation({
  name: 'session/list-login-ways',
  summary: 'Lists the ways to log in with an email address of a domain.',
  access: 'anyone',
  changes: true,
  input: strictObject({ email }),
  output: strictObject({
    /** Whether the domain's account accepts passwords and passkeys. */
    password: boolean(),
    identityProviders: array(strictObject({ id, name: string(), type: picklist(PROVIDER_TYPES) })),
  }),
  errors: [],
  async run(call, given) {
    const rows = await call.database
      .selectFrom('account_domains as d')
      .innerJoin('accounts as a', 'a.id', 'd.account_id')
      .innerJoin('identity_providers as p', 'p.account_id', 'a.id')
      .select(['p.id', 'p.name', 'p.type', 'a.sso'])
      .where('d.domain', '=', domainOf(given.email) ?? '')
      .where('d.verified_at', 'is not', null)
      .where('p.active', '=', true)
      .orderBy('p.created_at')
      .orderBy('p.id')
      .execute();
    return {
      password: rows.every(({ sso }) => sso === 'mixed'),
      identityProviders: rows.map(({ id: providerId, name, type }) => ({
        id: providerId,
        name,
        type,
      })),
    };
  },
});
