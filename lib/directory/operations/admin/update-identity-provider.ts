import { boolean, type InferOutput, partial, strictObject } from 'valibot';
import { ssoSetupMail } from '../../../mail/texts/sso-setup-mails';
import { withAccountLock } from '../../accounts/account-transaction';
import { operation } from '../../api/operation';
import { recordEvent } from '../../audit-log/record-event';
import type { Call } from '../../call';
import { readOne } from '../../database/database';
import type { Row } from '../../database/tables';
import { DirectoryError } from '../../errors';
import { prepareNotices, readOtherRecipients } from '../../notifications/notify-account';
import { boundedText, id } from '../../schemas';
import { requireStepUp } from '../../sessions/require-step-up';
import {
  describeProvider,
  encryptClientSecret,
  identityProvider,
  lockProvider,
  providerObject,
  providerSettings,
} from '../../sso/identity-provider';
import { readProviderInUse } from '../../sso/provider-in-use';
import { requireMetadata } from '../../sso/saml-client';
import { parseDisplayName } from '../../users/display-name';

type Provider = Row<'identity_providers'>;

const MAX_METADATA = 131_072;
const changes = partial(
  strictObject({
    ...providerSettings,
    active: boolean(),
    /** New metadata of a provider of SAML, as when it changes its certificates. */
    metadata: boundedText(MAX_METADATA),
  }),
);
const input = strictObject({ id, ...changes.entries });

/** The issuer never changes: its subjects would become other users. Add another provider instead. */
export const updateIdentityProvider = operation({
  name: 'admin/update-identity-provider',
  summary: "Changes the settings of one of the account's identity providers.",
  access: { apiKey: false, role: 'administrator' },
  changes: true,
  input,
  output: identityProvider,
  errors: [
    'NOT_FOUND',
    'NAME_INVALID',
    'IDENTITY_PROVIDER_INVALID',
    'IDENTITY_PROVIDER_IN_USE',
    'STEP_UP_REQUIRED',
    'SESSION_EXPIRED',
  ],
  async run(call, given) {
    const { changed, name, send } = await update(call, given);
    await send((notice) => ssoSetupMail({ ...notice, change: 'updated', name }));
    return describeProvider(call.settings, await changed());
  },
});

function update(call: Call, given: InferOutput<typeof input>) {
  return withAccountLock(call, 'administrator', async (locked) => {
    const { tx } = locked;
    requireStepUp(call, tx);
    const provider = lockProvider(locked, given.id);
    const requireUnused = readProviderInUse(call, locked, given.id);
    const administrators = readOtherRecipients(call, tx);
    const before = await provider();
    refuseOther(before.type, given);
    if (before.active && given.active === false) await requireUnused();
    const { clientSecret } = given;
    const after = {
      name: given.name === undefined ? before.name : parseDisplayName(given.name).name,
      client_id: given.clientId ?? before.client_id,
      client_secret:
        clientSecret === undefined
          ? before.client_secret
          : encryptClientSecret(call.settings.keys, given.id, clientSecret),
      client_authentication: given.clientAuthentication ?? before.client_authentication,
      scopes: given.scopes ?? before.scopes,
      hosted_domain: given.hostedDomain === undefined ? before.hosted_domain : given.hostedDomain,
      mfa_claim: given.mfaClaim ?? before.mfa_claim,
      acr_values: given.acrValues ?? before.acr_values,
      active: given.active ?? before.active,
      ...changedMetadata(call, before, given.metadata),
    };
    const changed = readOne(
      tx,
      tx.updateTable('identity_providers').set(after).where('id', '=', given.id).returningAll(),
    );
    const { client_secret: _before, ...shown } = after;
    const object = {
      ...providerObject({ ...before, ...shown }),
      from: { name: before.name, active: before.active, mfaClaim: before.mfa_claim },
      active: after.active,
      mfaClaim: after.mfa_claim,
      isSecretChanged: clientSecret !== undefined,
    };
    await recordEvent(tx, call, { type: 'identity_provider_updated', object });
    const send = prepareNotices(call, tx, await administrators());
    return { changed, name: after.name, send };
  });
}

// The client id is the entity id of this service, and SAML has no claim `amr`.
function refuseOther(type: Provider['type'], given: InferOutput<typeof input>): void {
  const { clientId, clientSecret, clientAuthentication, scopes, hostedDomain, mfaClaim } = given;
  const others = [clientId, clientSecret, clientAuthentication, scopes, hostedDomain];
  const isOfSaml = others.every((one) => one === undefined) && mfaClaim !== 'amr';
  if (type !== 'saml' || isOfSaml) return;
  const problems = ['A provider of SAML has a name, metadata, and as mfaClaim none or acr.'];
  throw new DirectoryError('IDENTITY_PROVIDER_INVALID', { problems });
}

function changedMetadata({ settings }: Call, { type, issuer }: Provider, text: string | undefined) {
  if (text === undefined) return {};
  const { entityId, loginUrl, certificates } = requireMetadata(settings, text);
  if (type === 'saml' && entityId === issuer) {
    return { login_url: loginUrl, certificates: [...certificates] };
  }
  const problem =
    type === 'saml'
      ? 'The metadata is of another identity provider. Add that one as a new provider.'
      : 'Only a provider of SAML has metadata.';
  throw new DirectoryError('IDENTITY_PROVIDER_INVALID', { problems: [problem] });
}
