import { ask } from '../../ask';
import { Notice } from '../../parts/alert';
import { Button, SubmitButton } from '../../parts/button';
import { Card } from '../../parts/card';
import { Dialog } from '../../parts/dialog';
import { errorText } from '../../parts/failure-text';
import { Field } from '../../parts/field';
import { Form } from '../../parts/form';
import { useDialog } from '../../parts/use-dialog';
import { who } from '../../session';
import { useSignal } from '../../signal';
import { text } from '../../texts/text';

/** The card of the user's email address. A link to a new one changes it. */
export function EmailAddress() {
  const own = text.me.email;
  const sentTo = useSignal('');
  const { open, dialog } = useDialog();
  const { email, managed = false } = who.value?.user ?? {};
  const onSent = (email: string) => {
    sentTo.value = email;
  };
  const change = (
    <Button onClick={() => open((close) => <Change onSent={onSent} onClose={close} />)}>
      {own.change}
    </Button>
  );
  return (
    <Card
      title={text.logIn.email}
      why={managed ? errorText('MANAGED_BY_IDENTITY_PROVIDER') : own.why}
      {...(!managed && { actions: change })}
    >
      <div class="group" role="status">
        <p>{email}</p>
        {sentTo.value !== '' && (
          <Notice>
            <p>{text.logIn.signUp.done(sentTo.value)}</p>
          </Notice>
        )}
      </div>
      {dialog}
    </Card>
  );
}

interface ChangeProps {
  readonly onSent: (email: string) => void;
  readonly onClose: () => void;
}

function Change({ onSent, onClose }: ChangeProps) {
  const own = text.me.email;
  return (
    <Dialog title={own.changeTitle} why={own.changeWhy} onClose={onClose}>
      <Form
        submit={(fields) =>
          ask((client) =>
            client.POST('/account/change-email', { body: { email: fields.text('email') } }),
          )
        }
        onDone={(_done, form) => {
          const email = new FormData(form).get('email');
          onClose();
          onSent(String(email));
        }}
        codes={{ EMAIL_INVALID: 'email' }}
      >
        <Field
          name="email"
          type="email"
          label={own.newAddress}
          autocomplete="email"
          required
          maxLength={254}
          autofocus
        />
        <div class="actions">
          <Button onClick={onClose}>{text.common.cancel}</Button>
          <SubmitButton pending={text.logIn.forgot.sending}>
            {text.logIn.forgot.submit}
          </SubmitButton>
        </div>
      </Form>
    </Dialog>
  );
}
