import { CopyField } from '../../parts/copy-field';
import { Field, Select } from '../../parts/field';
import { type Fields, useForm } from '../../parts/form';
import { useSignal } from '../../signal';
import { text } from '../../texts/text';
import type { IdentityProvider } from '../admin/types';

/** The types of providers that an account can have. */
export type ProviderType = OidcType | 'saml';

/** The types that speak OpenID Connect. */
export type OidcType = 'okta' | 'entra' | 'google' | 'oidc';

/** The names of the types, which are the same in every language. */
export const PROVIDER_NAMES: Readonly<Record<IdentityProvider['type'], string>> = {
  okta: 'Okta',
  entra: 'Entra ID',
  google: 'Google',
  github: 'GitHub',
  oidc: 'OpenID Connect',
  saml: 'SAML 2.0',
};

const GOOGLE = 'https://accounts.google.com';
const ENTRA = 'https://login.microsoftonline.com';

/** Returns the issuer that the fields name. An administrator of Entra knows the tenant, and Google has one issuer. */
export function issuerOf(type: OidcType, fields: Fields): string {
  const given = fields.text('issuer').trim();
  if (type === 'google') return GOOGLE;
  return type === 'entra' && !given.includes('/') ? `${ENTRA}/${given}/v2.0` : given;
}

interface IssuerFieldProps {
  readonly type: OidcType;
  readonly provider?: IdentityProvider;
}

/** What identifies the provider: its issuer, the tenant at Entra, or the Workspace at Google. */
export function IssuerField({ type, provider }: IssuerFieldProps) {
  const own = text.singleSignOn.edit;
  const plain = { autocomplete: 'off', autocapitalize: 'none', spellcheck: false } as const;
  const workspace = (
    <Field
      {...plain}
      name="hostedDomain"
      label={own.hostedDomain}
      hint={own.hostedDomainHint}
      maxLength={253}
      defaultValue={provider?.hostedDomain ?? ''}
    />
  );
  if (provider !== undefined) {
    return (
      <>
        <Field
          {...plain}
          name="issuer"
          label={own.issuer}
          hint={own.fixed}
          required
          readOnly
          defaultValue={provider.issuer}
        />
        {type === 'google' && workspace}
      </>
    );
  }
  if (type === 'google') return workspace;
  const isEntra = type === 'entra';
  return (
    <Field
      {...plain}
      key={type}
      name="issuer"
      type={isEntra ? 'text' : 'url'}
      label={isEntra ? own.tenant : own.issuer}
      hint={isEntra ? own.tenantHint : own.issuers[type]}
      required
      maxLength={1000}
    />
  );
}

/** The settings that most providers do not need. They are open while one of them is wrong. */
export function MoreSettings({ provider }: Pick<IssuerFieldProps, 'provider'>) {
  const own = text.singleSignOn.edit;
  const { failedField = '' } = useForm();
  const isWrong = ['scopes', 'acrValues'].includes(failedField);
  return (
    <details {...(isWrong && { open: true })}>
      <summary>{own.more}</summary>
      <div class="form">
        <SecondFactorFields {...(provider && { provider })} />
        <Field
          name="scopes"
          label={own.scopes}
          hint={own.scopesHint}
          autocomplete="off"
          spellcheck={false}
          defaultValue={provider?.scopes.join(' ') ?? ''}
        />
        <Select
          name="clientAuthentication"
          label={own.authentication}
          value={provider?.clientAuthentication ?? 'post'}
          options={[
            ['post', own.post],
            ['basic', own.basic],
          ]}
        />
        {provider !== undefined && (
          <CopyField label={own.logoutUri} value={provider.logoutUri} hint={own.logoutUriHint} />
        )}
      </div>
    </details>
  );
}

interface SecondFactorProps extends Pick<IssuerFieldProps, 'provider'> {
  /** Default: those of OpenID Connect. */
  readonly options?: readonly (readonly [string, string])[];
  readonly acrLabel?: string;
}

/** Whether the provider's second factor replaces the one here. */
export function SecondFactorFields({ provider, options, acrLabel }: SecondFactorProps) {
  const own = text.singleSignOn.edit;
  const claim = useSignal<string>(provider?.mfaClaim ?? 'none');
  const { none, amr, acr } = own.mfaClaims;
  return (
    <>
      <Select
        name="mfaClaim"
        label={own.mfa}
        hint={own.mfaHint}
        value={claim.value}
        options={
          options ?? [
            ['none', none],
            ['amr', amr],
            ['acr', acr],
          ]
        }
        onChange={(chosen) => {
          claim.value = chosen;
        }}
      />
      {claim.value === 'acr' && (
        <Field
          name="acrValues"
          label={acrLabel ?? own.acrValues}
          hint={own.acrValuesHint}
          required
          autocomplete="off"
          spellcheck={false}
          defaultValue={provider?.acrValues.join(' ') ?? ''}
        />
      )}
    </>
  );
}

/** Returns the settings that can change later. */
export function settingsOf(fields: Fields) {
  return {
    name: fields.text('name'),
    clientId: fields.text('clientId').trim(),
    clientAuthentication: fields.text(
      'clientAuthentication',
    ) as IdentityProvider['clientAuthentication'],
    scopes: wordsOf(fields.text('scopes')),
    hostedDomain: fields.text('hostedDomain').trim().toLowerCase() || null,
    mfaClaim: fields.text('mfaClaim') as IdentityProvider['mfaClaim'],
    acrValues: wordsOf(fields.text('acrValues')),
  };
}

/** Returns the words of a line. */
export function wordsOf(line: string): string[] {
  return line.split(/\s+/).filter((word) => word !== '');
}
