import { ask } from '../../ask';
import { ConfirmDialog } from '../../parts/dialog';
import { say } from '../../parts/toast';
import { text } from '../../texts/text';
import type { CredentialTaskProps } from './edit-credential';
import { goneIsDone } from './sessions';

/** Deletes a credential. */
export function DeleteCredential({ credential, name, onDone, onClose }: CredentialTaskProps) {
  const own = text.me.credentials;
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
