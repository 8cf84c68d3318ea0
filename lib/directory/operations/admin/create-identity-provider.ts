import { type InferOutput, optional, picklist, strictObject } from 'valibot';
import { issuerProblem } from '../../../sso/provider-url';
import { operation } from '../../api/operation';
import type { Call } from '../../call';
import { newId } from '../../crypto/ids';
import { DirectoryError } from '../../errors';
import { boundedText } from '../../schemas';
import { addProvider } from '../../sso/add-provider';
import {
  describeProvider,
  encryptClientSecret,
  identityProvider,
  providerSettings,
} from '../../sso/identity-provider';
import { allowsLoopback } from '../../sso/sso-client';

const { name, clientId, clientSecret, ...others } = providerSettings;
const input = strictObject({
  type: picklist(['okta', 'entra', 'google', 'oidc']),
  issuer: boundedText(1000),
  name,
  clientId,
  clientSecret,
  clientAuthentication: optional(others.clientAuthentication, 'post'),
  scopes: optional(others.scopes, []),
  hostedDomain: optional(others.hostedDomain, null),
  mfaClaim: optional(others.mfaClaim, 'none'),
  acrValues: optional(others.acrValues, []),
});

/** It is not active, so that it can be tested first. Nothing is requested from it here. */
export const createIdentityProvider = operation({
  name: 'admin/create-identity-provider',
  summary:
    'Adds an identity provider to the account. Members can log in with it once it is active.',
  access: { apiKey: false, role: 'administrator' },
  changes: true,
  input,
  output: identityProvider,
  errors: [
    'IDENTITY_PROVIDER_INVALID',
    'NAME_INVALID',
    'LIMIT_REACHED',
    'STEP_UP_REQUIRED',
    'SESSION_EXPIRED',
  ],
  async run(call, given) {
    const problem = issuerProblem(given.type, given.issuer, allowsLoopback(call.settings));
    if (problem !== undefined) {
      throw new DirectoryError('IDENTITY_PROVIDER_INVALID', { problems: [`issuer ${problem}`] });
    }
    return describeProvider(call.settings, await create(call, given));
  },
});

function create(call: Call, given: InferOutput<typeof input>) {
  const id = newId('idp');
  return addProvider(call, {
    id,
    type: given.type,
    name: given.name,
    issuer: given.issuer,
    client_id: given.clientId,
    client_secret: encryptClientSecret(call.settings.keys, id, given.clientSecret),
    client_authentication: given.clientAuthentication,
    scopes: given.scopes,
    hosted_domain: given.hostedDomain,
    mfa_claim: given.mfaClaim,
    acr_values: given.acrValues,
  });
}
