import { ask } from '../../ask';
import { Button } from '../../parts/button';
import { Empty } from '../../parts/card';
import { ConfirmDialog } from '../../parts/dialog';
import { Chosen, FilterBar, type FiltersOf, SelectFilter, useFilters } from '../../parts/filters';
import { Heading } from '../../parts/heading';
import { Icon } from '../../parts/icon';
import { type Column, ListTable } from '../../parts/list-table';
import { Time } from '../../parts/time';
import { say } from '../../parts/toast';
import { type RenderDialog, useDialog } from '../../parts/use-dialog';
import { type List, useList } from '../../resource';
import { hrefOf } from '../../router';
import { text } from '../../texts/text';
import { CredentialExpiry, CredentialName } from '../me/credential-table';
import { TYPES } from '../me/credentials-by-type';
import { MakeCredential } from '../me/make-credential';
import { SaveCredential } from '../me/own-credentials';
import { type Person, PersonDialog } from './person-dialog';
import { type Credential, given } from './types';

const FILTERS = ['owner', 'type'] as const;
type CredentialFilters = FiltersOf<(typeof FILTERS)[number]>;
type Open = (render: RenderDialog) => void;

/** `#/credentials`: the credentials of all members and service users. */
export function Credentials() {
  const own = text.allCredentials;
  const filters = useFilters(FILTERS);
  const { owner, type } = filters.values;
  const list = useList<Credential>(
    (after) => (client) => {
      const query = given({ after, owner, type: type as 'api_key' });
      return client.GET('/admin/list-credentials', { params: { query } });
    },
    [owner, type],
  );
  const { open, dialog } = useDialog();
  return (
    <>
      <Heading
        title={text.frame.screens.credentials}
        why={own.why}
        actions={
          <Button look="primary" onClick={() => open(chooseOwner(open, list))}>
            <Icon name="plus" />
            {text.credentials.make}
          </Button>
        }
      />
      <Filters filters={filters} list={list} open={open} />
      <ListTable
        label={text.frame.screens.credentials}
        list={list}
        columns={columns()}
        actions={(credential) => (
          <Button
            look="quiet"
            aria-label={`${text.credentials.delete}: ${nameOf(credential)}`}
            onClick={() => open((close) => <Delete {...{ credential, list }} onClose={close} />)}
          >
            {text.credentials.delete}
          </Button>
        )}
        empty={<Empty text={filters.isAny ? own.noMatch : own.empty} />}
      />
      {dialog}
    </>
  );
}

function nameOf({ type, description }: Credential): string {
  return description || text.frame.credential[type];
}

function columns(): readonly Column<Credential>[] {
  const own = text.allCredentials;
  const words = text.frame.credential;
  const titles = text.credentials.columns;
  return [
    [
      titles.name,
      (credential) => (
        <>
          <CredentialName credential={credential} />
          <p class="muted small">{words[credential.type]}</p>
        </>
      ),
    ],
    [own.owner, (credential) => <Owner credential={credential} />],
    [titles.expires, ({ expiresAt }) => <CredentialExpiry expiresAt={expiresAt} />],
    [titles.lastUsed, ({ lastUsedAt }) => <Time value={lastUsedAt} />],
  ];
}

function Owner({ credential: { owner } }: { readonly credential: Credential }) {
  const href =
    owner.type === 'member'
      ? hrefOf(`members/${owner.id}`)
      : hrefOf('credentials', { owner: owner.id });
  return (
    <>
      <a href={href}>{owner.name}</a>
      {owner.type === 'service_user' && <p class="muted small">{text.person.service}</p>}
    </>
  );
}

interface FiltersProps {
  readonly filters: CredentialFilters;
  readonly list: List<Credential>;
  readonly open: Open;
}

function Filters({ filters: { values, set, ...filters }, list, open }: FiltersProps) {
  const own = text.allCredentials;
  const found = list.data?.items.find(({ owner }) => owner.id === values.owner)?.owner.name;
  const choose: RenderDialog = (close) => (
    <PersonDialog
      title={own.chooseOwner}
      onClose={close}
      onChoose={({ id }) => {
        close();
        set({ owner: id });
      }}
    />
  );
  return (
    <FilterBar filters={{ values, set, ...filters }}>
      {values.owner === '' ? (
        <Button onClick={() => open(choose)}>
          <Icon name="user" />
          {own.owner}
        </Button>
      ) : (
        <Chosen label={own.of(found ?? values.owner)} onClear={() => set({ owner: '' })} />
      )}
      <SelectFilter
        label={own.type}
        value={values.type}
        options={[
          ['', own.allTypes],
          ...([...TYPES, 'scim_token'] as const).map(
            (type) => [type, text.credentials.types[type]] as const,
          ),
        ]}
        onChange={(type) => set({ type })}
      />
    </FilterBar>
  );
}

// An owner, then the credential, then its token: one dialog takes the place of the other.
function chooseOwner(open: Open, list: List<Credential>): RenderDialog {
  const make = (person: Person) =>
    open((close) => (
      <MakeCredential
        owner={{ name: person.name, id: ownerId(person) }}
        onClose={close}
        onDone={({ token, ...made }) => {
          void list.reload();
          if (token == null) return;
          open((done) => <SaveCredential made={made} token={token} onDone={done} />);
        }}
      />
    ));
  return (close) => (
    <PersonDialog
      title={text.allCredentials.chooseNewOwner}
      isActiveOnly
      onChoose={make}
      onClose={close}
    />
  );
}

function ownerId({ id, type }: Person) {
  return type === 'member' ? { member: id } : { serviceUser: id };
}

interface DeleteProps {
  readonly credential: Credential;
  readonly list: List<Credential>;
  readonly onClose: () => void;
}

function Delete({ credential, list, onClose }: DeleteProps) {
  const name = nameOf(credential);
  const { id } = credential;
  return (
    <ConfirmDialog
      title={text.credentials.deleteTitle(name)}
      why={text.credentials.deleteWhy}
      action={text.credentials.delete}
      run={() => ask((client) => client.POST('/admin/delete-credential', { body: { id } }))}
      onClose={onClose}
      onFailure={() => void list.reload()}
      onDone={() => {
        list.replace((one) => one.id === id, undefined);
        say(text.allCredentials.deleted(name));
      }}
    />
  );
}
