import { type Answer, ask } from '../../ask';
import { Badge } from '../../parts/badge';
import { CopyField } from '../../parts/copy-field';
import { Field } from '../../parts/field';
import type { Fields } from '../../parts/form';
import { TextArea } from '../../parts/text-area';
import { inFull, inWords } from '../../parts/time';
import { text } from '../../texts/text';
import type { IdentityProvider } from '../admin/types';
import { PROVIDER_NAMES, SecondFactorFields, wordsOf } from './provider-fields';

// 30 days.
const EXPIRY_MS = 2_592_000_000;

type Saml = NonNullable<IdentityProvider['saml']>;

/** The fields of a provider of SAML 2.0. Its metadata has everything that this service must know. */
export function SamlFields({ provider }: { readonly provider?: IdentityProvider }) {
  const own = text.singleSignOn.edit;
  const { saml } = provider ?? {};
  return (
    <>
      {saml == null ? <p class="muted">{own.saml.steps}</p> : <SamlValues saml={saml} />}
      <Field
        name="name"
        label={own.name}
        required
        autocomplete="off"
        maxLength={100}
        autofocus={provider !== undefined}
        defaultValue={provider?.name ?? PROVIDER_NAMES.saml}
      />
      <TextArea
        name="metadata"
        label={own.saml.metadata}
        hint={saml == null ? own.saml.metadataHint : own.saml.newMetadataHint}
        rows={saml == null ? 6 : 3}
        required={saml == null}
      />
      {saml != null && <Certificates saml={saml} />}
      {provider !== undefined && (
        <SecondFactorFields
          provider={provider}
          options={[
            ['none', own.mfaClaims.none],
            ['acr', own.saml.mfaContext],
          ]}
          acrLabel={own.saml.contexts}
        />
      )}
    </>
  );
}

/** What is entered at the provider. */
export function SamlValues({ saml }: { readonly saml: Saml }) {
  const own = text.singleSignOn.edit.saml;
  return (
    <>
      <p class="muted">{own.enter}</p>
      <CopyField label={own.acsUrl} value={saml.acsUrl} />
      <CopyField label={own.entityId} value={saml.entityId} />
      <CopyField label={own.metadataUrl} value={saml.metadataUrl} hint={own.metadataUrlHint} />
    </>
  );
}

function Certificates({ saml }: { readonly saml: Saml }) {
  const own = text.singleSignOn.edit.saml;
  const { lastUsed, neverUsed } = text.singleSignOn.scim;
  return (
    <div class="field">
      <p>{own.certificates}</p>
      <ul class="small">
        {saml.certificates.map(({ fingerprint, expiresAt, lastUsedAt }) => (
          <li key={fingerprint}>
            <code>{fingerprint.slice(0, 23)}…</code> {own.expires(inFull(expiresAt))},{' '}
            {lastUsedAt === null ? neverUsed : `${lastUsed} ${inWords(lastUsedAt)}`}
          </li>
        ))}
      </ul>
    </div>
  );
}

/** A badge of the certificate that expires first, from 30 days before. */
export function ExpiryBadge({ saml }: { readonly saml: IdentityProvider['saml'] }) {
  const [first = ''] = saml?.certificates.map(({ expiresAt }) => expiresAt).sort() ?? [];
  const left = Date.parse(first) - Date.now();
  // NaN without a certificate.
  if (!(left < EXPIRY_MS)) return null;
  const own = text.singleSignOn.edit.saml.expiry(inWords(first));
  return <Badge look={left < 0 ? 'bad' : 'warning'} text={own} />;
}

/** Saves a provider of SAML 2.0. */
export function saveSaml(
  fields: Fields,
  provider: IdentityProvider | undefined,
): Promise<Answer<IdentityProvider>> {
  const metadata = fields.text('metadata').trim();
  const name = fields.text('name');
  if (provider === undefined) {
    const body = { name, metadata };
    return ask((client) => client.POST('/admin/create-saml-provider', { body }));
  }
  const body = {
    id: provider.id,
    name,
    ...(metadata !== '' && { metadata }),
    mfaClaim: fields.text('mfaClaim') as IdentityProvider['mfaClaim'],
    acrValues: wordsOf(fields.text('acrValues')),
  };
  return ask((client) => client.POST('/admin/update-identity-provider', { body }));
}
