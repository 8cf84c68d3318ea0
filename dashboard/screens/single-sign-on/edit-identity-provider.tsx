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
  PROVIDER_NAMES,
  type ProviderType,
  settingsOf,
} from './provider-fields';

/** The properties of {@link EditIdentityProvider}. */
export interface EditIdentityProviderProps {
  readonly providers: Resource<IdentityProviders>;
  readonly data: IdentityProviders;
  /** Default: a new one. */
  readonly provider?: IdentityProvider;
  readonly onClose: () => void;
}

type Saved = Pick<IdentityProvider, 'name'>;

/** The dialog that adds a provider or changes its settings. The client secret is entered once and never shown. */
export function EditIdentityProvider(props: EditIdentityProviderProps) {
  const { providers, provider, onClose } = props;
  const own = text.singleSignOn.edit;
  const type = useSignal<ProviderType>((provider?.type as ProviderType | undefined) ?? 'okta');
  const texts = useSignal<Partial<Record<FailureCode, string>>>({});
  const isNew = provider === undefined;
  return (
    <Dialog
      title={isNew ? text.singleSignOn.providers.add : own.title(provider.name)}
      onClose={onClose}
    >
      <Form<Saved>
        submit={(fields) => save(fields, type.value, provider)}
        onFailure={(failure) => {
          texts.value = textsOf(failure);
        }}
        texts={texts.value}
        codes={{ IDENTITY_PROVIDER_INVALID: 'issuer', NAME_INVALID: 'name' }}
        onDone={({ name }) => {
          onClose();
          say(isNew ? own.added(name) : text.common.saved);
          void providers.reload();
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
        <ProviderFields type={type.value} {...props} />
        <div class="actions">
          <Button onClick={onClose}>{text.common.cancel}</Button>
          <SubmitButton>{isNew ? text.singleSignOn.submitNew : text.common.save}</SubmitButton>
        </div>
      </Form>
    </Dialog>
  );
}

type ProviderFieldsProps = Omit<EditIdentityProviderProps, 'providers' | 'onClose'> & {
  readonly type: ProviderType;
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
  const { okta, entra, google } = PROVIDER_NAMES;
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
      ]}
      onChange={(chosen) => onChange(chosen as ProviderType)}
    />
  );
}

// A name that the user has not changed follows the type.
function NameField({
  type,
  name,
}: {
  readonly type: ProviderType;
  readonly name: string | undefined;
}) {
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
): Promise<Answer<Saved>> {
  const settings = settingsOf(fields);
  const clientSecret = fields.text('clientSecret');
  if (provider === undefined) {
    const body = { ...settings, type, issuer: issuerOf(type, fields), clientSecret };
    return ask((client) => client.POST('/admin/create-identity-provider', { body }));
  }
  const changed = { ...settings, id: provider.id, ...(clientSecret !== '' && { clientSecret }) };
  return ask((client) => client.POST('/admin/update-identity-provider', { body: changed }));
}
