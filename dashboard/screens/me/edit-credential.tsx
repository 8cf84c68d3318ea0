import { ask } from '../../ask';
import { Button, SubmitButton } from '../../parts/button';
import { Dialog } from '../../parts/dialog';
import { Field } from '../../parts/field';
import { Form } from '../../parts/form';
import { TextArea } from '../../parts/text-area';
import { say } from '../../parts/toast';
import { text } from '../../texts/text';
import { type Credential, pathsFrom } from './credentials-by-type';
import { ExpiryField, expiryOfForm } from './expiry-field';
import type { CredentialResult } from './own-credentials';

/** The properties of a dialog about one credential. */
export interface CredentialTaskProps {
  readonly credential: Credential;
  readonly name: string;
  readonly onDone: (result: CredentialResult) => void;
  readonly onClose: () => void;
}

/** Changes the description, the paths and the expiry of a credential. */
export function EditCredential({ credential, name, onDone, onClose }: CredentialTaskProps) {
  const own = text.credentials;
  const { id, description, paths, type } = credential;
  return (
    <Dialog title={own.editTitle(name)} onClose={onClose}>
      <Form
        submit={(fields) => {
          const expiresAt = expiryOfForm(fields);
          const given = pathsFrom(fields.text('paths'));
          const body = {
            id,
            description: fields.text('description'),
            ...(type === 'authtoken' ? { paths: given.length > 0 ? [...given] : null } : {}),
            ...(expiresAt === undefined ? {} : { expiresAt }),
          };
          return ask((client) => client.POST('/account/update-credential', { body }));
        }}
        onDone={(changed) => {
          say(text.common.saved);
          onClose();
          onDone(changed);
        }}
        codes={{ EXPIRY_INVALID: 'date' }}
      >
        <Field
          name="description"
          label={own.form.description}
          hint={own.form.descriptionHint}
          defaultValue={description}
          maxLength={255}
          autocomplete="off"
        />
        {type === 'authtoken' && (
          <TextArea
            name="paths"
            label={own.form.paths}
            hint={own.form.pathsHint}
            value={paths?.join('\n') ?? ''}
          />
        )}
        <ExpiryField choices={['keep', '30', '90', '365', 'never', 'date']} value="keep" />
        <div class="actions">
          <Button onClick={onClose}>{text.common.cancel}</Button>
          <SubmitButton>{text.common.save}</SubmitButton>
        </div>
      </Form>
    </Dialog>
  );
}
