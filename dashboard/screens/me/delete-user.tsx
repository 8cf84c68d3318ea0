import { ask, type Failure } from '../../ask';
import { Button, type ButtonProps } from '../../parts/button';
import { ConfirmDialog } from '../../parts/dialog';
import { Choice, Field } from '../../parts/field';
import { useDialog } from '../../parts/use-dialog';
import { hrefOf } from '../../router';
import { logOut } from '../../session';
import { useSignal } from '../../signal';
import { text } from '../../texts/text';

/** The button that deletes the user, after the user has typed the email address. */
export function DeleteUser({ look }: Pick<ButtonProps, 'look'>) {
  const { open, dialog } = useDialog();
  return (
    <>
      <Button
        {...(look && { look })}
        onClick={() => open((close) => <DeleteUserDialog onClose={close} />)}
      >
        {text.deleteUser.action}
      </Button>
      {dialog}
    </>
  );
}

/** Asks for the email address, and deletes the user. */
export function DeleteUserDialog({ onClose }: { readonly onClose: () => void }) {
  const own = text.deleteUser;
  const failure = useSignal<Failure | null>(null);
  const { code, accounts = [] } = failure.value ?? {};
  const names = accounts.join(', ');
  return (
    <ConfirmDialog
      title={own.title}
      why={own.ends}
      action={own.action}
      run={(fields) =>
        ask((client) =>
          client.POST('/account/delete-user', {
            body: { email: fields.text('email'), closeAccounts: fields.isChecked('close') },
          }),
        )
      }
      onFailure={(found) => {
        failure.value = found;
      }}
      // The session has ended. What is left is to forget it.
      onDone={() => void logOut(hrefOf('log-in', { reason: 'deleted' }))}
      onClose={onClose}
      texts={{
        INPUT_INVALID: own.wrong,
        LAST_ADMINISTRATOR: own.lastAdministrator(names),
        ONLY_MEMBER: own.onlyMember(names),
      }}
    >
      <p>{own.keeps}</p>
      <Field name="email" type="email" label={own.confirm} autocomplete="off" required />
      {code === 'ONLY_MEMBER' && <Choice name="close" label={own.close(names)} required />}
    </ConfirmDialog>
  );
}
