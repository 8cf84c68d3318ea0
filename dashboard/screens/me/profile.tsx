import { ask } from '../../ask';
import { Badge } from '../../parts/badge';
import { Button, SubmitButton } from '../../parts/button';
import { Card } from '../../parts/card';
import { ConfirmDialog } from '../../parts/dialog';
import { errorText } from '../../parts/failure-text';
import { Field } from '../../parts/field';
import { Form } from '../../parts/form';
import { Heading } from '../../parts/heading';
import { rolesInWords } from '../../parts/roles-in-words';
import { say } from '../../parts/toast';
import { useDialog } from '../../parts/use-dialog';
import { hrefOf } from '../../router';
import { entered, switchAccount, type Who, who } from '../../session';
import { useSignal } from '../../signal';
import { text } from '../../texts/text';
import { DeleteUser, DeleteUserDialog } from './delete-user';
import { EmailAddress } from './email';
import { signalUser } from './passkey-signals';

/** `#/me`: the user's name, email address and accounts. */
export function Profile() {
  return (
    <>
      <Heading title={text.frame.screens.me} />
      <Name />
      <EmailAddress />
      <Accounts />
      <Card
        title={text.deleteUser.action}
        why={text.deleteUser.why}
        isDangerous
        actions={<DeleteUser look="danger" />}
      />
    </>
  );
}

function Name() {
  const own = text.me.profile;
  const { name = '', managed = false } = who.value?.user ?? {};
  return (
    <Form
      submit={(fields) =>
        ask((client) =>
          client.POST('/account/update-profile', { body: { name: fields.text('name') } }),
        )
      }
      onDone={async () => {
        await entered();
        void signalUser();
        say(text.common.saved);
      }}
      codes={{ NAME_INVALID: 'name' }}
    >
      <Card
        title={own.nameTitle}
        why={managed ? errorText('MANAGED_BY_IDENTITY_PROVIDER') : own.nameWhy}
        {...(!managed && { actions: <SubmitButton>{text.common.save}</SubmitButton> })}
      >
        <Field
          name="name"
          label={text.logIn.name}
          required
          maxLength={100}
          autocomplete="name"
          readOnly={managed}
          defaultValue={name}
        />
      </Card>
    </Form>
  );
}

function Accounts() {
  const own = text.me.profile;
  return (
    <Card title={own.accountsTitle} why={own.accountsWhy}>
      <ul class="rows">
        {who.value?.accounts.map((account) => (
          <Account key={account.id} account={account} />
        ))}
      </ul>
    </Card>
  );
}

function Account({ account }: { readonly account: Who['accounts'][number] }) {
  const own = text.me.profile;
  const { open, dialog } = useDialog();
  const { account: current, roles } = who.value ?? {};
  const isCurrent = account.id === current?.id;
  return (
    <li>
      <div>
        <p>
          <strong>{account.name}</strong> {isCurrent && <Badge look="good" text={own.current} />}
          {!account.active && <Badge look="warning" text={own.inactive} />}
        </p>
        {isCurrent && roles != null && <p class="muted small">{rolesInWords(roles)}</p>}
        {!account.active && <p class="muted small">{own.inactiveWhy}</p>}
      </div>
      {isCurrent && (
        <Button
          aria-label={own.leaveLabel(account.name)}
          onClick={() =>
            open((close) => (
              <Leave
                name={account.name}
                onClose={close}
                onDelete={() => open((end) => <DeleteUserDialog onClose={end} />)}
              />
            ))
          }
        >
          {own.leave}
        </Button>
      )}
      {dialog}
      {!isCurrent && account.active && (
        <Button
          aria-label={text.frame.switchLabel(account.name)}
          onClick={() => void enter(account)}
        >
          {own.switchTo}
        </Button>
      )}
    </li>
  );
}

interface LeaveProps {
  readonly name: string;
  readonly onClose: () => void;
  /** The user deletes the own user instead, which also closes an account without other members. */
  readonly onDelete: () => void;
}

function Leave({ name, onClose, onDelete }: LeaveProps) {
  const own = text.me.profile;
  const isLast = useSignal(false);
  return (
    <ConfirmDialog
      title={own.leaveTitle(name)}
      why={own.leaveWhy}
      action={own.leave}
      run={() => ask((client) => client.POST('/account/leave-account', { body: {} }))}
      onFailure={({ code }) => {
        isLast.value = code === 'LAST_ADMINISTRATOR';
      }}
      onDone={() => void entered()}
      onClose={onClose}
      texts={{ LAST_ADMINISTRATOR: own.leaveLast }}
    >
      {isLast.value && (
        <div class="others">
          <a class="button quiet" href={hrefOf('members')}>
            {text.frame.screens.members}
          </a>
          <Button look="quiet" onClick={onDelete}>
            {text.deleteUser.action}
          </Button>
        </div>
      )}
    </ConfirmDialog>
  );
}

async function enter({ id, name }: Who['accounts'][number]): Promise<void> {
  const answer = await switchAccount(id);
  say('failure' in answer ? errorText(answer.failure.code) : text.frame.accountNow(name));
}
