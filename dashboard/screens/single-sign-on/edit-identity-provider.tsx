import { type Answer, ask, type Failure, type FailureCode } from '../../ask';
import { Button, SubmitButton } from '../../parts/button';
import { CopyField } from '../../parts/copy-field';
import { Dialog } from '../../parts/dialog';
import { Field, PasswordField, Select } from '../../parts/field';
import { type Fields, Form } from '../../parts/form';
import { say } from '../../parts/toast';
import type { Resource } from '../../resource';
import { useSignal } from '../../signal';
import { text } from '../../texts/text';
import type { IdentityProvider, IdentityProviders } from '../admin/types';
import {
  IssuerField,
  issuerOf,
  MoreSettings,
  type OidcType,
  PROVIDER_NAMES,
  type ProviderType,
  settingsOf,
} from './provider-fields';
import { SamlFields, SamlValues, saveSaml } from './saml-fields';

/** The properties of {@link EditIdentityProvider}. */
export interface EditIdentityProviderProps {
  readonly providers: Resource<IdentityProviders>;
  readonly data: IdentityProviders;
  /** Default: a new one. */
  readonly provider?: IdentityProvider;
  readonly onClose: () => void;
}

/** The dialog that adds a provider or changes its settings. The client secret is entered once and never shown. */
export function EditIdentityProvider(props: EditIdentityProviderProps) {
  const { providers, provider, onClose } = props;
  const own = text.singleSignOn.edit;
  const type = useSignal<ProviderType>((provider?.type as ProviderType | undefined) ?? 'okta');
  const texts = useSignal<Partial<Record<FailureCode, string>>>({});
  const created = useSignal<IdentityProvider | null>(null);
  const isNew = provider === undefined;
  if (created.value !== null) return <Created provider={created.value} onClose={onClose} />;
  return (
    <Dialog
      title={isNew ? text.singleSignOn.providers.add : own.title(provider.name)}
      onClose={onClose}
    >
      <Form<IdentityProvider>
        submit={(fields) => save(fields, type.value, provider)}
        onFailure={(failure) => {
          texts.value = textsOf(failure);
        }}
        texts={texts.value}
        codes={{
          IDENTITY_PROVIDER_INVALID: type.value === 'saml' ? 'metadata' : 'issuer',
          NAME_INVALID: 'name',
        }}
        onDone={(saved) => {
          say(isNew ? own.added(saved.name) : text.common.saved);
          void providers.reload();
          if (isNew && saved.saml !== null) created.value = saved;
          else onClose();
        }}
      >
        {isNew && (
          <TypeField
            type={type.value}
            onChange={(chosen) => {
              type.value = chosen;
            }}
          />
        )}
        {type.value === 'saml' ? (
          <SamlFields {...(provider && { provider })} />
        ) : (
          <ProviderFields {...props} type={type.value} />
        )}
        <div class="actions">
          <Button onClick={onClose}>{text.common.cancel}</Button>
          <SubmitButton>{isNew ? text.singleSignOn.submitNew : text.common.save}</SubmitButton>
        </div>
      </Form>
    </Dialog>
  );
}

// Its values depend on its id, so they are entered at the provider after it was added here.
function Created({
  provider,
  onClose,
}: {
  readonly provider: IdentityProvider;
  readonly onClose: () => void;
}) {
  return (
    <Dialog title={provider.name} onClose={onClose}>
      {provider.saml !== null && <SamlValues saml={provider.saml} />}
      <div class="actions">
        <Button look="primary" onClick={onClose}>
          {text.frame.secret.done}
        </Button>
      </div>
    </Dialog>
  );
}

type ProviderFieldsProps = Omit<EditIdentityProviderProps, 'providers' | 'onClose'> & {
  readonly type: OidcType;
};

function ProviderFields({ type, data, provider }: ProviderFieldsProps) {
  const own = text.singleSignOn.edit;
  return (
    <>
      <p class="muted">{own.steps[type]}</p>
      <CopyField label={own.redirectUri} value={data.redirectUri} />
      <IssuerField type={type} {...(provider && { provider })} />
      <NameField key={type} type={type} name={provider?.name} />
      <Field
        name="clientId"
        label={own.clientId}
        required
        autocomplete="off"
        spellcheck={false}
        maxLength={255}
        defaultValue={provider?.clientId ?? ''}
      />
      <PasswordField
        name="clientSecret"
        label={own.clientSecret}
        hint={provider === undefined ? own.secretOnce : own.keepSecret}
        required={provider === undefined}
        autocomplete="off"
        maxLength={1024}
      />
      <MoreSettings {...(provider && { provider })} />
    </>
  );
}

interface TypeFieldProps {
  readonly type: ProviderType;
  readonly onChange: (type: ProviderType) => void;
}

function TypeField({ type, onChange }: TypeFieldProps) {
  const own = text.singleSignOn.edit;
  const { okta, entra, google, saml } = PROVIDER_NAMES;
  return (
    <Select
      name="type"
      label={own.type}
      value={type}
      options={[
        ['okta', okta],
        ['entra', entra],
        ['google', google],
        ['oidc', own.other],
        ['saml', saml],
      ]}
      onChange={(chosen) => onChange(chosen as ProviderType)}
    />
  );
}

// A name that the user has not changed follows the type.
function NameField({ type, name }: { readonly type: OidcType; readonly name: string | undefined }) {
  const own = text.singleSignOn.edit;
  const usual = name ?? (type === 'oidc' ? '' : PROVIDER_NAMES[type]);
  const shown = useSignal(usual);
  return (
    <Field
      name="name"
      label={own.name}
      hint={own.nameHint(shown.value || usual || '…')}
      required
      autocomplete="off"
      maxLength={100}
      autofocus={name !== undefined}
      defaultValue={usual}
      onInput={(event) => {
        shown.value = event.currentTarget.value;
      }}
    />
  );
}

// The service names what is wrong with the issuer.
function textsOf({ code, problems }: Failure): Partial<Record<FailureCode, string>> {
  if (code !== 'IDENTITY_PROVIDER_INVALID') return {};
  return { [code]: [text.singleSignOn.edit.invalid, ...problems].join('\n') };
}

function save(
  fields: Fields,
  type: ProviderType,
  provider: IdentityProvider | undefined,
): Promise<Answer<IdentityProvider>> {
  if (type === 'saml') return saveSaml(fields, provider);
  const settings = settingsOf(fields);
  const clientSecret = fields.text('clientSecret');
  if (provider === undefined) {
    const body = { ...settings, type, issuer: issuerOf(type, fields), clientSecret };
    return ask((client) => client.POST('/admin/create-identity-provider', { body }));
  }
  const changed = { ...settings, id: provider.id, ...(clientSecret !== '' && { clientSecret }) };
  return ask((client) => client.POST('/admin/update-identity-provider', { body: changed }));
}
