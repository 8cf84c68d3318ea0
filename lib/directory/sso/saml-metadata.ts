import { markAccess } from '../../guard/access';
import { plainText } from '../../http/responses';
import { logError } from '../../log';
import { serviceProviderMetadata } from '../../saml/service-provider';
import type { Context, FunctionEvent, TwilioHandler } from '../../types';
import { databaseAt } from '../database/database';
import { directorySettings } from '../settings';
import { acsUrlOf } from './identity-provider';

const TIME_LIMIT_MS = 3000;
const PROVIDER_ID = /^idp_\w{1,36}$/;

/**
 * Creates the handler with the metadata of this service for one identity provider of SAML, which can be entered there in place
 * of its single values. It has no secret. The query names the provider: `?identityProvider=idp_…`.
 *
 * @returns a handler for `open`. It answers 200 with XML, 404 for other providers, or 503.
 */
export function samlMetadata(): TwilioHandler<Context, FunctionEvent> {
  const handler: TwilioHandler<Context, FunctionEvent> = (context, event, callback) => {
    const { identityProvider } = event as Readonly<Record<string, unknown>>;
    find(context, identityProvider).then(
      (metadata) => callback(null, responseOf(metadata)),
      (reason: unknown) => {
        const { code } = (reason ?? {}) as { readonly code?: unknown };
        logError('the metadata of SAML could not be read:', code);
        callback(null, plainText(503, 'The service is not available. Try again.\n'));
      },
    );
  };
  return markAccess(handler, { access: 'unguarded', schemes: [] });
}

async function find(context: Context, identityProvider: unknown): Promise<string | undefined> {
  if (typeof identityProvider !== 'string' || !PROVIDER_ID.test(identityProvider)) return undefined;
  const settings = directorySettings(context);
  if ('problems' in settings) throw new Error('The directory is not configured.');
  const row = await databaseAt(settings.database, performance.now() + TIME_LIMIT_MS)
    .selectFrom('identity_providers')
    .select('client_id as entityId')
    .where('id', '=', identityProvider)
    .where('type', '=', 'saml')
    .executeTakeFirst();
  return row && serviceProviderMetadata({ entityId: row.entityId, acsUrl: acsUrlOf(settings) });
}

function responseOf(metadata: string | undefined) {
  if (metadata === undefined)
    return plainText(404, 'There is no such identity provider of SAML.\n');
  return new Twilio.Response()
    .appendHeader('Content-Type', 'application/samlmetadata+xml; charset=utf-8')
    .appendHeader('Cache-Control', 'no-store')
    .setBody(metadata);
}
