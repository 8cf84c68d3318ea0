import { strictObject } from 'valibot';
import { operation } from '../../api/operation';
import { newId } from '../../crypto/ids';
import { boundedText } from '../../schemas';
import { addProvider } from '../../sso/add-provider';
import {
  describeProvider,
  entityIdOf,
  identityProvider,
  providerSettings,
} from '../../sso/identity-provider';
import { requireMetadata } from '../../sso/saml-client';

const MAX_METADATA = 131_072;

/** It is not active, so that it can be tested first. Nothing is requested from it here. */
export const createSamlProvider = operation({
  name: 'admin/create-saml-provider',
  summary: 'Adds an identity provider of SAML 2.0 to the account, by its metadata.',
  access: { apiKey: false, role: 'administrator' },
  changes: true,
  input: strictObject({
    name: providerSettings.name,
    /** The XML that the provider publishes about itself. */
    metadata: boundedText(MAX_METADATA),
  }),
  output: identityProvider,
  errors: [
    'IDENTITY_PROVIDER_INVALID',
    'NAME_INVALID',
    'LIMIT_REACHED',
    'STEP_UP_REQUIRED',
    'SESSION_EXPIRED',
  ],
  async run(call, given) {
    const { entityId, loginUrl, certificates } = requireMetadata(call.settings, given.metadata);
    const id = newId('idp');
    const provider = await addProvider(call, {
      id,
      type: 'saml',
      name: given.name,
      issuer: entityId,
      client_id: entityIdOf(call.settings, id),
      // Its certificates prove its responses.
      client_secret: '',
      client_authentication: 'post',
      scopes: [],
      hosted_domain: null,
      login_url: loginUrl,
      certificates: [...certificates],
    });
    return describeProvider(call.settings, provider);
  },
});
