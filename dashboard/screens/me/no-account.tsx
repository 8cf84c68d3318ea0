import { ask } from '../../ask';
import { config } from '../../config';
import { Button, SubmitButton } from '../../parts/button';
import { Field } from '../../parts/field';
import { Form } from '../../parts/form';
import { Loaded } from '../../parts/loaded';
import { rolesInWords } from '../../parts/roles-in-words';
import { useResource } from '../../resource';
import { entered, logOut } from '../../session';
import { text } from '../../texts/text';
import { Entry } from '../log-in/entry';
import { DeleteUser } from './delete-user';

/** `#/no-account`: the user is active in no account. Open invitations and a new account lead on. */
export function NoAccount() {
  const own = text.me.noAccount;
  const invitations = useResource((client) => client.GET('/account/list-invitations'));
  return (
    <Entry
      title={own.title}
      why={own.why}
      below={
        <>
          <Button look="quiet" onClick={() => void logOut()}>
            {text.common.logOut}
          </Button>
          <DeleteUser look="quiet" />
        </>
      }
    >
      <Loaded resource={invitations}>
        {({ items }) => [
          ...items.map(({ id, account, roles }) => (
            <Form
              key={id}
              submit={() =>
                ask((client) =>
                  client.POST('/session/accept-invitation', { body: { invitation: id } }),
                )
              }
              onDone={() => void entered()}
            >
              <p>
                <strong>{account.name}</strong>
                <br />
                <span class="muted small">{rolesInWords(roles)}</span>
              </p>
              <SubmitButton>{own.accept}</SubmitButton>
            </Form>
          )),
          config.signUp && items.length > 0 && <hr key="or" />,
        ]}
      </Loaded>
      {config.signUp && <CreateAccount />}
    </Entry>
  );
}

function CreateAccount() {
  return (
    <Form
      submit={(fields) =>
        ask((client) =>
          client.POST('/account/create-account', { body: { name: fields.text('name') } }),
        )
      }
      onDone={() => void entered()}
      codes={{ NAME_INVALID: 'name' }}
    >
      <Field
        name="name"
        label={text.logIn.accountName}
        hint={text.logIn.accountNameHint}
        autocomplete="organization"
        required
        maxLength={100}
      />
      <SubmitButton look="secondary">{text.logIn.signUp.complete}</SubmitButton>
    </Form>
  );
}
