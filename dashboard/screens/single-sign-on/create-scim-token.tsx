import { type Answer, ask } from '../../ask';
import { Button, SubmitButton } from '../../parts/button';
import { Dialog } from '../../parts/dialog';
import { Select } from '../../parts/field';
import { type Fields, Form } from '../../parts/form';
import { Loaded } from '../../parts/loaded';
import { useResource } from '../../resource';
import { text } from '../../texts/text';
import type { ServiceUser } from '../admin/types';
import type { CredentialResult } from '../me/own-credentials';

/** The properties of {@link CreateScimToken}. */
export interface CreateScimTokenProps {
  readonly onDone: (made: CredentialResult) => void;
  readonly onClose: () => void;
}

/** The dialog that creates a token of a service user, who is new by default. */
export function CreateScimToken({ onDone, onClose }: CreateScimTokenProps) {
  const own = text.singleSignOn.scim;
  const serviceUsers = useResource<{ readonly items: readonly ServiceUser[] }>((client) =>
    client.GET('/admin/list-service-users'),
  );
  return (
    <Dialog title={own.create} why={own.createWhy} onClose={onClose}>
      <Loaded resource={serviceUsers}>
        {({ items }) => (
          <Form
            submit={create}
            onDone={(made) => {
              onClose();
              onDone(made);
            }}
          >
            <Select name="owner" label={own.owner} options={optionsOf(items)} />
            <div class="actions">
              <Button onClick={onClose}>{text.common.cancel}</Button>
              <SubmitButton>{own.submit}</SubmitButton>
            </div>
          </Form>
        )}
      </Loaded>
    </Dialog>
  );
}

// The new one has a name of its own, so there is at most one.
function optionsOf(all: readonly ServiceUser[]): readonly (readonly [string, string])[] {
  const own = text.singleSignOn.scim;
  const active = all.filter((one) => one.active).map(({ id, name }) => [id, name] as const);
  const isThere = all.some(({ name }) => name === own.newName);
  return isThere ? active : [['', own.newOwner(own.newName)], ...active];
}

async function create(fields: Fields): Promise<Answer<CredentialResult>> {
  const owner = await ownerOf(fields.text('owner'));
  if ('failure' in owner) return owner;
  const body = { type: 'scim_token', owner: { serviceUser: owner.data.id } } as const;
  return ask((client) => client.POST('/admin/create-credential', { body }));
}

async function ownerOf(id: string): Promise<Answer<{ readonly id: string }>> {
  if (id !== '') return { data: { id } };
  const body = { name: text.singleSignOn.scim.newName, developer: 'read-only' } as const;
  return ask((client) => client.POST('/admin/create-service-user', { body }));
}
