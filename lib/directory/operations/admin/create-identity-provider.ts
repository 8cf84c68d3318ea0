import { type InferOutput, optional, picklist, strictObject } from 'valibot';
import { ssoSetupMail } from '../../../mail/texts/sso-setup-mails';
import { issuerProblem } from '../../../sso/provider-url';
import { withAccountLock } from '../../accounts/account-transaction';
import { operation } from '../../api/operation';
import { recordEvent } from '../../audit-log/record-event';
import type { Call } from '../../call';
import { newId } from '../../crypto/ids';
import { check, readOne } from '../../database/database';
import { DirectoryError } from '../../errors';
import { prepareNotices, readOtherRecipients } from '../../notifications/notify-account';
import { boundedText } from '../../schemas';
import { requireStepUp } from '../../sessions/require-step-up';
import {
  describeProvider,
  encryptClientSecret,
  identityProvider,
  MAX_PROVIDERS,
  providerObject,
  providerSettings,
  selectProviders,
} from '../../sso/identity-provider';
import { allowsLoopback } from '../../sso/sso-client';
import { parseDisplayName } from '../../users/display-name';

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
    const { provider, send } = await create(call, given);
    await send((notice) => ssoSetupMail({ ...notice, change: 'created', name: provider.name }));
    return describeProvider(provider);
  },
});

function create(call: Call, given: InferOutput<typeof input>) {
  const id = newId('idp');
  const { name: shown } = parseDisplayName(given.name);
  return withAccountLock(call, 'administrator', async ({ tx, accountId }) => {
    requireStepUp(call, tx);
    const administrators = readOtherRecipients(call, tx);
    const known = selectProviders(tx, accountId).clearSelect().select('id');
    await check(tx, known, ({ length }) => {
      if (length >= MAX_PROVIDERS) throw new DirectoryError('LIMIT_REACHED');
    })();
    const values = {
      id,
      account_id: accountId,
      type: given.type,
      name: shown,
      issuer: given.issuer,
      client_id: given.clientId,
      client_secret: encryptClientSecret(call.settings.keys, id, given.clientSecret),
      client_authentication: given.clientAuthentication,
      scopes: given.scopes,
      hosted_domain: given.hostedDomain,
      mfa_claim: given.mfaClaim,
      acr_values: given.acrValues,
    };
    const made = readOne(tx, tx.insertInto('identity_providers').values(values).returningAll());
    const object = providerObject(values);
    await recordEvent(tx, call, { type: 'identity_provider_created', object });
    const send = prepareNotices(call, tx, await administrators());
    return { provider: await made(), send };
  });
}
