import { type Answer, ask, type Failure } from '../../ask';
import { Alert } from '../../parts/alert';
import { Button, SubmitButton } from '../../parts/button';
import { Dialog } from '../../parts/dialog';
import { failureText } from '../../parts/failure-text';
import { Field, Select } from '../../parts/field';
import { Form } from '../../parts/form';
import { RolesField, rolesOf } from '../../parts/roles-field';
import { say } from '../../parts/toast';
import { useSignal } from '../../signal';
import { text } from '../../texts/text';
import { given, type Invitation } from './types';

const DAYS = [1, 3, 7, 14, 30];
const USUAL_DAYS = 7;

/** The properties of {@link InviteDialog}. */
export interface InviteDialogProps {
  readonly onClose: () => void;
  /** There is a new invitation, or a new link of one. */
  readonly onChange: () => void;
}

/** Invites an address. If there is an invitation for it, it can be sent again. */
export function InviteDialog({ onClose, onChange }: InviteDialogProps) {
  const own = text.admin.invitations;
  const existing = useSignal<string | null>(null);
  const done = (email: string) => {
    onClose();
    onChange();
    say(own.invited(email));
  };
  return (
    <Dialog title={own.inviteTitle} why={own.inviteWhy} onClose={onClose}>
      <Form
        submit={(fields) => {
          existing.value = null;
          const body = {
            email: fields.text('email'),
            roles: rolesOf(fields),
            expiresInDays: Number(fields.text('expiresInDays')),
          };
          return ask((client) => client.POST('/admin/invite', { body }));
        }}
        onDone={({ email }) => done(email)}
        onFailure={({ code }, form) => {
          if (code === 'MAIL_FAILED') onChange();
          if (code !== 'MAIL_FAILED' && code !== 'INVITATION_EXISTS') return;
          existing.value = String(new FormData(form).get('email'));
        }}
        codes={{ EMAIL_INVALID: 'email', MEMBER_EXISTS: 'email' }}
        texts={{ MAIL_FAILED: own.mailFailed }}
      >
        {existing.value !== null && <Resend email={existing.value} onDone={done} />}
        <Field
          name="email"
          type="email"
          label={text.logIn.email}
          required
          autofocus
          autocomplete="off"
        />
        <RolesField />
        <Select
          name="expiresInDays"
          label={own.validFor}
          value={`${USUAL_DAYS}`}
          options={DAYS.map((days) => [`${days}`, own.days(days)])}
        />
        <div class="actions">
          <Button onClick={onClose}>{text.common.cancel}</Button>
          <SubmitButton>{own.send}</SubmitButton>
        </div>
      </Form>
    </Dialog>
  );
}

interface ResendProps {
  readonly email: string;
  readonly onDone: (email: string) => void;
}

function Resend({ email, onDone }: ResendProps) {
  const own = text.admin.invitations;
  const isPending = useSignal(false);
  const failure = useSignal<Failure | null>(null);
  const resend = async () => {
    isPending.value = true;
    const answer = await resendTo(email);
    isPending.value = false;
    if ('data' in answer) return onDone(email);
    failure.value = answer.failure;
  };
  return (
    <>
      {failure.value !== null && (
        <Alert
          failure={failure.value}
          text={failureText(failure.value, { MAIL_FAILED: own.mailFailed })}
        />
      )}
      <p>
        <Button isPending={isPending.value} onClick={() => void resend()}>
          {own.resendTo(email)}
        </Button>
      </p>
    </>
  );
}

async function resendTo(email: string): Promise<Answer<unknown>> {
  const found = await invitationFor(email);
  if ('failure' in found) return found;
  const body = { invitation: found.data };
  return ask((client) => client.POST('/admin/resend-invitation', { body }));
}

// The service has no search by address, because an account has few invitations.
async function invitationFor(email: string): Promise<Answer<string>> {
  const wanted = email.trim().toLowerCase();
  let after: string | undefined;
  do {
    const query = given({ after, limit: 100 });
    const page = await ask((client) =>
      client.GET('/admin/list-invitations', { params: { query } }),
    );
    if ('failure' in page) return page;
    const items: readonly Invitation[] = page.data.items;
    const found = items.find((one) => one.email.toLowerCase() === wanted);
    if (found !== undefined) return { data: found.id };
    after = page.data.next ?? undefined;
  } while (after !== undefined);
  return { failure: { code: 'NOT_FOUND', problems: [] } };
}
