import { ask } from '../../ask';
import { Button } from '../../parts/button';
import { Card } from '../../parts/card';
import { CopyField } from '../../parts/copy-field';
import { ConfirmDialog } from '../../parts/dialog';
import { later } from '../../parts/later';
import { Loaded } from '../../parts/loaded';
import { Menu, MenuItem } from '../../parts/menu';
import { SecretOnce } from '../../parts/secret-once';
import { Time } from '../../parts/time';
import { say } from '../../parts/toast';
import { type RenderDialog, useDialog } from '../../parts/use-dialog';
import { useResource } from '../../resource';
import { go } from '../../router';
import { text } from '../../texts/text';
import type { Credential, Provisioning } from '../admin/types';
import { loadRotation } from '../load-screens';
import type { CredentialResult } from '../me/own-credentials';
import { CreateScimToken } from './create-scim-token';

const RotateCredential = later(async () => (await loadRotation()).RotateCredential);

/** The card of what a provider needs to manage members by itself: the address and a token. */
export function Scim() {
  const own = text.singleSignOn.scim;
  const { open, dialog } = useDialog();
  const tokens = useResource<{ readonly items: readonly Credential[] }>((client) =>
    client.GET('/admin/list-credentials', { params: { query: { type: 'scim_token' } } }),
  );
  const provisioning = useResource<Provisioning>((client) =>
    client.GET('/admin/show-provisioning'),
  );
  // The secret takes the place of the dialog that made it, and is nowhere else.
  const onMade = ({ token, ...made }: CredentialResult) => {
    void tokens.reload();
    if (token != null) {
      open((close) => (
        <SecretOnce
          title={own.secretTitle(made.description)}
          label={text.frame.credential.scim_token}
          secret={token}
          onDone={close}
        />
      ));
    }
  };
  const create = () => open((close) => <CreateScimToken onDone={onMade} onClose={close} />);
  return (
    <Card title={own.title} why={own.why} actions={<Button onClick={create}>{own.create}</Button>}>
      <Loaded resource={provisioning}>{(data) => <Facts {...data} />}</Loaded>
      <Loaded resource={tokens}>
        {({ items }) =>
          items.length === 0 ? (
            <p class="muted">{own.empty}</p>
          ) : (
            <ul class="rows">
              {items.map((token) => (
                <Row key={token.id} {...{ token, open, onMade }} reload={tokens.reload} />
              ))}
            </ul>
          )
        }
      </Loaded>
      {dialog}
    </Card>
  );
}

function Facts({ url, lastRequestAt, managedMembers }: Provisioning) {
  const own = text.singleSignOn.scim;
  return (
    <>
      <CopyField label={own.url} value={url} hint={own.urlHint} />
      <dl class="facts">
        <dt>{own.lastRequest}</dt>
        <dd>
          <Time value={lastRequestAt} />
        </dd>
        <dt>{own.managed}</dt>
        <dd>{managedMembers}</dd>
      </dl>
    </>
  );
}

interface RowProps {
  readonly token: Credential;
  readonly open: (render: RenderDialog) => void;
  readonly onMade: (made: CredentialResult) => void;
  readonly reload: () => Promise<void>;
}

function Row({ token, open, onMade, reload }: RowProps) {
  const own = text.singleSignOn.scim;
  const { owner, description, createdAt, lastUsedAt } = token;
  const rotate = () =>
    open((close) => (
      <RotateCredential
        credential={token}
        name={description || owner.name}
        path="/admin/rotate-credential"
        onDone={onMade}
        onClose={close}
      />
    ));
  return (
    <li class="has-menu">
      <div>
        <p>
          <strong>{description || owner.name}</strong>
        </p>
        <p class="muted small">
          {owner.name} · {own.created} <Time value={createdAt} />,{' '}
          {lastUsedAt === null ? own.neverUsed : own.lastUsed}{' '}
          {lastUsedAt !== null && <Time value={lastUsedAt} />}
        </p>
      </div>
      <Menu label={text.frame.actions(description || owner.name)}>
        {() => (
          <>
            <MenuItem onClick={() => go('events', { person: owner.id })}>{own.activity}</MenuItem>
            <MenuItem onClick={rotate}>{own.rotate}</MenuItem>
            <MenuItem
              isDangerous
              onClick={() =>
                open((close) => <Delete id={token.id} reload={reload} onClose={close} />)
              }
            >
              {own.delete}
            </MenuItem>
          </>
        )}
      </Menu>
    </li>
  );
}

interface DeleteProps extends Pick<RowProps, 'reload'> {
  readonly id: string;
  readonly onClose: () => void;
}

function Delete({ id, reload, onClose }: DeleteProps) {
  const own = text.singleSignOn.scim;
  return (
    <ConfirmDialog
      title={own.deleteTitle}
      why={own.deleteWhy}
      action={own.delete}
      run={() => ask((client) => client.POST('/admin/delete-credential', { body: { id } }))}
      onDone={() => {
        say(own.deleted);
        void reload();
      }}
      onFailure={() => void reload()}
      onClose={onClose}
    />
  );
}
