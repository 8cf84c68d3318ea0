import { nullable, strictObject, string } from 'valibot';
import { ANY_SESSION } from '../../api/access';
import { operation } from '../../api/operation';
import { recordEvent } from '../../audit-log/record-event';
import { type Call, callerOf } from '../../call';
import { inTransaction, read, type Tx } from '../../database/database';
import { empty } from '../../schemas';
import { providerLogoutUrl } from '../../sso/provider-logout-url';

export const logOut = operation({
  name: 'session/log-out',
  summary: "Ends the caller's session.",
  access: { ...ANY_SESSION, anyAddress: true },
  changes: true,
  setsSession: true,
  input: empty,
  output: strictObject({
    /** The page at the session's identity provider that ends its session there, too. Null if there is none. */
    providerLogoutUrl: nullable(string()),
  }),
  errors: [],
  async run(call) {
    const provider = await inTransaction(call.database, (tx) => end(tx, call));
    call.setSession(null);
    return { providerLogoutUrl: await providerLogoutUrl(call, provider, callerOf(call).name) };
  },
});

async function end(tx: Tx, call: Call) {
  const { credentialId = '' } = callerOf(call);
  const provider = tx
    .selectFrom('identity_providers as p')
    .innerJoin('sessions as s', 's.idp_id', 'p.id')
    .select(['p.type', 'p.issuer', 'p.client_id'])
    .where('s.id', '=', credentialId);
  const providers = read(tx, provider);
  const ended = read(tx, tx.deleteFrom('sessions').where('id', '=', credentialId).returning('id'));
  if ((await ended()).length === 0) return undefined;
  const object = { type: 'session', id: credentialId, reason: 'log-out' };
  await recordEvent(tx, call, { type: 'session_deleted', object });
  return (await providers())[0];
}
