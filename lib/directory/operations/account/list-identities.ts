import { array, nullable, picklist, strictObject, string } from 'valibot';
import { PROVIDER_TYPES } from '../../../sso/sso';
import { SELF_SERVICE } from '../../api/access';
import { operation } from '../../api/operation';
import { callerOf } from '../../call';
import { together } from '../../database/database';
import { empty, id, timestamp } from '../../schemas';
import { selectLinkable } from '../../sso/linked-identity';

const provider = { id, name: string(), type: picklist(PROVIDER_TYPES) };

export const listIdentities = operation({
  name: 'account/list-identities',
  summary:
    "Lists the caller's identities at identity providers, the newest first, and the providers that the caller can link.",
  access: SELF_SERVICE,
  changes: false,
  input: empty,
  output: strictObject({
    items: array(
      strictObject({
        identityProvider: strictObject(provider),
        /** Identifies the user at the provider. */
        subject: string(),
        /** The address that the provider sent when the identity was linked. */
        email: nullable(string()),
        createdAt: timestamp,
        lastUsedAt: nullable(timestamp),
      }),
    ),
    identityProviders: array(strictObject(provider)),
  }),
  errors: [],
  async run(call) {
    const { userId = '' } = callerOf(call);
    const own = call.database
      .selectFrom('user_identities as i')
      .innerJoin('identity_providers as p', 'p.id', 'i.idp_id')
      .select(['p.id', 'p.name', 'p.type'])
      .select(['i.subject', 'i.email', 'i.created_at', 'i.last_used_at'])
      .where('i.user_id', '=', userId)
      .orderBy('i.created_at', 'desc')
      .orderBy('i.subject');
    const linkable = selectLinkable(call).orderBy('created_at').orderBy('id');
    const [rows, providers] = await together(call.database, own, linkable);
    return {
      items: rows.map((row) => ({
        identityProvider: { id: row.id, name: row.name, type: row.type },
        subject: row.subject,
        email: row.email,
        createdAt: row.created_at.toISOString(),
        lastUsedAt: row.last_used_at?.toISOString() ?? null,
      })),
      identityProviders: providers.map((row) => ({ id: row.id, name: row.name, type: row.type })),
    };
  },
});
