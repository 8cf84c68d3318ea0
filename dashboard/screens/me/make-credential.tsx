import { ask } from '../../ask';
import { Button, SubmitButton } from '../../parts/button';
import { Dialog } from '../../parts/dialog';
import { Choice, Field } from '../../parts/field';
import { type Fields, Form } from '../../parts/form';
import { TextArea } from '../../parts/text-area';
import { say } from '../../parts/toast';
import { useSignal } from '../../signal';
import { text } from '../../texts/text';
import { type CredentialType, pathsFrom, TYPES } from './credentials-by-type';
import { ExpiryField, expiryOfForm } from './expiry-field';
import type { CredentialResult } from './own-credentials';
import { SshKeyFields, useSshChallenge } from './ssh-key-fields';

/** The properties of {@link MakeCredential}. */
export interface MakeCredentialProps {
  /** Who owns it, if that is not the user. Only administrators choose an owner. */
  readonly owner?: Owner;
  readonly onDone: (made: CredentialResult) => void;
  readonly onClose: () => void;
}

/** The owner of a new credential. */
export interface Owner {
  readonly name: string;
  readonly id: { readonly member: string } | { readonly serviceUser: string };
}

const CODES = {
  EXPIRY_INVALID: 'date',
  PUBLIC_KEY_INVALID: 'publicKey',
  KEY_EXISTS: 'publicKey',
  KEY_UNPROVEN: 'signature',
} as const;

/** Makes a credential: its type, what it is for, and when it expires. */
export function MakeCredential({ owner, onDone, onClose }: MakeCredentialProps) {
  const own = text.credentials.form;
  const type = useSignal<CredentialType>('authtoken');
  const ssh = useSshChallenge(type.value === 'ssh_key');
  return (
    <Dialog
      title={text.credentials.make}
      {...(owner === undefined ? {} : { why: text.credentials.ownedBy(owner.name) })}
      onClose={onClose}
    >
      <Form
        submit={(fields) => create(bodyFrom(type.value, fields, ssh.challenge ?? ''), owner)}
        onDone={(made) => {
          if (made.token === null) say(own.made);
          onClose();
          onDone(made);
        }}
        onFailure={({ code }) => {
          // A challenge works once, and for 2 minutes.
          if (code === 'KEY_UNPROVEN') void ssh.reload();
        }}
        codes={CODES}
      >
        <TypeChoice
          onChange={(chosen) => {
            type.value = chosen;
          }}
        />
        <Field
          name="description"
          label={own.description}
          hint={own.descriptionHint}
          maxLength={255}
          autocomplete="off"
        />
        {type.value === 'authtoken' && (
          <TextArea name="paths" label={own.paths} hint={own.pathsHint} />
        )}
        <ExpiryField choices={['30', '90', '365', 'never', 'date']} value="90" />
        {type.value === 'ssh_key' && <SshKeyFields ssh={ssh} />}
        <div class="actions">
          <Button onClick={onClose}>{text.common.cancel}</Button>
          <SubmitButton>{own.submit}</SubmitButton>
        </div>
      </Form>
    </Dialog>
  );
}

function create(body: ReturnType<typeof bodyFrom>, owner: Owner | undefined) {
  return ask((client) =>
    owner === undefined
      ? client.POST('/account/create-credential', { body })
      : client.POST('/admin/create-credential', { body: { ...body, owner: owner.id } }),
  );
}

function TypeChoice({ onChange }: { readonly onChange: (type: CredentialType) => void }) {
  const own = text.credentials;
  return (
    <fieldset>
      <legend>{own.form.type}</legend>
      {TYPES.map((type) => (
        <Choice
          key={type}
          type="radio"
          name="type"
          value={type}
          label={text.frame.credential[type]}
          hint={own.typeWhy[type]}
          defaultChecked={type === TYPES[0]}
          onChange={() => onChange(type)}
        />
      ))}
    </fieldset>
  );
}

function bodyFrom(type: CredentialType, fields: Fields, challenge: string) {
  const expiresAt = expiryOfForm(fields);
  const common = {
    description: fields.text('description'),
    ...(expiresAt == null ? {} : { expiresAt }),
  };
  if (type === 'api_key') return { type, ...common };
  if (type === 'ssh_key') {
    const publicKey = fields.text('publicKey').trim();
    return { type, ...common, publicKey, challenge, signature: fields.text('signature') };
  }
  const paths = pathsFrom(fields.text('paths'));
  return { type, ...common, ...(paths.length > 0 ? { paths: [...paths] } : {}) };
}
