import { ask } from '../../ask';
import { ConfirmDialog } from '../../parts/dialog';
import { goneIsDone } from '../../parts/gone-is-done';
import { say } from '../../parts/toast';
import { text } from '../../texts/text';
import type { CredentialTaskProps } from './edit-credential';

/** Deletes a credential. */
export function DeleteCredential({ credential, name, onDone, onClose }: CredentialTaskProps) {
  const own = text.credentials;
  const { id } = credential;
  return (
    <ConfirmDialog
      title={own.deleteTitle(name)}
      why={own.deleteWhy}
      action={own.delete}
      run={async () =>
        goneIsDone(
          await ask((client) => client.POST('/account/delete-credential', { body: { id } })),
        )
      }
      onDone={() => {
        say(own.deleted);
        onDone(credential);
      }}
      onClose={onClose}
    />
  );
}
