import { Button } from '../../parts/button';
import { Empty } from '../../parts/card';
import { Heading } from '../../parts/heading';
import { Icon } from '../../parts/icon';
import { later } from '../../parts/later';
import { More } from '../../parts/loaded';
import { SecretOnce } from '../../parts/secret-once';
import { useDialog } from '../../parts/use-dialog';
import { useList } from '../../resource';
import { who } from '../../session';
import { text } from '../../texts/text';
import { loadRotation } from '../load-screens';
import { CredentialTable } from './credential-table';
import { type Credential, credentialsByType } from './credentials-by-type';
import { DeleteCredential } from './delete-credential';
import { EditCredential } from './edit-credential';
import { MakeCredential } from './make-credential';

/** The credential after a task, with its new token if it has one. */
export type CredentialResult = Credential & { readonly token?: string | null };

const RotateCredential = later(async () => (await loadRotation()).RotateCredential);

const DIALOGS = { edit: EditCredential, rotate: RotateCredential, delete: DeleteCredential };

/** What a user does with a credential. */
export type CredentialTask = keyof typeof DIALOGS;

/** `#/me/credentials`: the user's credentials in the account. */
export function OwnCredentials() {
  const own = text.credentials;
  const { open, dialog } = useDialog();
  const list = useList<Credential>(
    (after) => (client) =>
      client.GET('/account/list-credentials', { params: { query: after ? { after } : {} } }),
  );
  // The dialog of a new secret takes the place of the one that made it. The secret is nowhere else.
  const onDone = ({ token, ...made }: CredentialResult) => {
    void list.reload();
    if (token != null) open((close) => <SaveCredential made={made} token={token} onDone={close} />);
  };
  const make = (
    <Button
      look="primary"
      onClick={() => open((close) => <MakeCredential onDone={onDone} onClose={close} />)}
    >
      <Icon name="plus" />
      {own.make}
    </Button>
  );
  const onTask = (task: CredentialTask, credential: Credential) => {
    const Task = DIALOGS[task];
    const name = credential.description || text.frame.credential[credential.type];
    open((close) => <Task {...{ credential, name, onDone }} onClose={close} />);
  };
  const groups = credentialsByType(list.data?.items ?? []);
  return (
    <>
      <Heading
        title={text.frame.screens['me/credentials']}
        why={own.why(who.value?.account?.name ?? '')}
        actions={make}
      />
      {groups.length === 0 && (
        <CredentialTable list={list} onTask={onTask} empty={<Empty text={own.empty} />} />
      )}
      {groups.map(([type, items]) => (
        <section key={type} class="group">
          <h2>{own.types[type]}</h2>
          <CredentialTable
            label={own.types[type]}
            list={{ ...list, data: { items, next: null } }}
            onTask={onTask}
          />
        </section>
      ))}
      {groups.length > 0 && <More list={list} />}
      {dialog}
    </>
  );
}

/** The properties of {@link SaveCredential}. */
export interface SaveCredentialProps {
  readonly made: Credential;
  readonly token: string;
  readonly onDone: () => void;
}

/** Shows the token of a new credential once. */
export function SaveCredential({ made, token, onDone }: SaveCredentialProps) {
  const own = text.credentials;
  const label = text.frame.credential[made.type];
  return (
    <SecretOnce
      title={own.secretTitle(made.description || label)}
      label={label}
      secret={token}
      onDone={onDone}
    />
  );
}
