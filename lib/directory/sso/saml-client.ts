import { logNotConfigured } from '../../log';
import type { SamlClient, SamlProvider } from '../../saml/saml';
import { isProviderUrl } from '../../sso/provider-url';
import { hasPart, loadPart, missingPart } from '../../util/load-part';
import { DirectoryError } from '../errors';
import type { DirectorySettings } from '../settings';
import { allowsLoopback } from './sso-client';

const MAX_ENTITY_ID = 1024;

/** Loads the part that reads SAML. @throws DirectoryError `NOT_CONFIGURED` if it is not deployed. */
export function samlClient(): SamlClient {
  const part = hasPart('saml') ? loadPart<SamlClient>('saml') : undefined;
  if (part !== undefined) return part;
  logNotConfigured([missingPart('saml')]);
  throw new DirectoryError('NOT_CONFIGURED');
}

/**
 * Reads the metadata of an identity provider.
 *
 * @throws DirectoryError `IDENTITY_PROVIDER_INVALID` with a sentence about the problem
 */
export function requireMetadata(settings: DirectorySettings, text: string): SamlProvider {
  const metadata = samlClient().readMetadata(text);
  const problem = typeof metadata === 'string' ? metadata : problemOf(settings, metadata);
  if (problem !== undefined || typeof metadata === 'string') {
    throw new DirectoryError('IDENTITY_PROVIDER_INVALID', { problems: [problem ?? ''] });
  }
  return metadata;
}

function problemOf(settings: DirectorySettings, { entityId, loginUrl }: SamlProvider) {
  if (!isProviderUrl(loginUrl, allowsLoopback(settings))) {
    return 'The URL of the SingleSignOnService must be an https URL with a public host name.';
  }
  const isId = /^[\x21-\x7e]+$/.test(entityId) && entityId.length <= MAX_ENTITY_ID;
  return isId
    ? undefined
    : 'The entityID of the metadata must have 1 to 1,024 printable characters.';
}
