import { array, boolean, optional, picklist, strictObject, string } from 'valibot';
import { PROVIDER_TYPES } from '../../../sso/sso';
import { operation } from '../../api/operation';
import { type Database, together } from '../../database/database';
import { email, id } from '../../schemas';
import { domainOf } from '../../sso/account-domain';

const provider = strictObject({ id, name: string(), type: picklist(PROVIDER_TYPES) });

/** Depends on the domain of the address only, so it does not reveal whether a user exists. */
export const listLoginWays = operation({
  name: 'session/list-login-ways',
  summary: 'Lists the ways to log in, with an email address of a domain or without one.',
  access: 'anyone',
  changes: true,
  input: strictObject({ email: optional(email) }),
  output: strictObject({
    /** Whether the domain's account accepts passwords and passkeys. */
    password: boolean(),
    /** The providers of the domain's account. */
    identityProviders: array(provider),
    /** The providers of the whole service, for users of any domain. */
    serviceWideProviders: array(provider),
  }),
  errors: [],
  async run(call, given) {
    const { database } = call;
    const domain = domainOf(given.email ?? '') ?? '';
    const ofDomain = selectActive(database)
      .innerJoin('accounts as a', 'a.id', 'p.account_id')
      .innerJoin('account_domains as d', 'd.account_id', 'a.id')
      .select('a.sso')
      .where('d.domain', '=', domain)
      .where('d.verified_at', 'is not', null);
    const serviceWide = selectActive(database).where('p.account_id', 'is', null);
    const [rows, others] = await together(database, ofDomain, serviceWide);
    return {
      password: rows.every(({ sso }) => sso === 'mixed'),
      identityProviders: rows.map(({ sso: _mode, ...shown }) => shown),
      serviceWideProviders: [...others],
    };
  },
});

function selectActive(database: Database) {
  return database
    .selectFrom('identity_providers as p')
    .select(['p.id', 'p.name', 'p.type'])
    .where('p.active', '=', true)
    .orderBy('p.created_at')
    .orderBy('p.id');
}
