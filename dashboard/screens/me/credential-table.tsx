import type { ComponentChildren } from 'preact';
import { Badge } from '../../parts/badge';
import { ListTable } from '../../parts/list-table';
import { Menu, MenuItem } from '../../parts/menu';
import { Time } from '../../parts/time';
import type { List } from '../../resource';
import { text } from '../../texts/text';
import { type Credential, expiryOf } from './credentials-by-type';
import type { CredentialTask } from './own-credentials';

/** The properties of {@link CredentialTable}. */
export interface CredentialTableProps {
  readonly label?: string;
  readonly list: List<Credential>;
  readonly onTask: (task: CredentialTask, credential: Credential) => void;
  readonly empty?: ComponentChildren;
}

/** A table of credentials. */
export function CredentialTable({ label, list, onTask, empty }: CredentialTableProps) {
  const own = text.credentials;
  return (
    <ListTable
      label={label ?? text.frame.screens['me/credentials']}
      list={list}
      columns={[
        [own.columns.name, (credential) => <CredentialName credential={credential} />],
        [own.columns.expires, ({ expiresAt }) => <CredentialExpiry expiresAt={expiresAt} />],
        [own.columns.lastUsed, ({ lastUsedAt }) => <Time value={lastUsedAt} />],
      ]}
      actions={(credential) => <Actions credential={credential} onTask={onTask} />}
      empty={empty}
    />
  );
}

interface ActionsProps extends Pick<CredentialTableProps, 'onTask'> {
  readonly credential: Credential;
}

function Actions({ credential, onTask }: ActionsProps) {
  const own = text.credentials;
  const label = text.frame.actions(credential.description || own.unnamed);
  return (
    <Menu label={label}>
      {() => (
        <>
          <MenuItem onClick={() => onTask('edit', credential)}>{own.edit}</MenuItem>
          {credential.type !== 'ssh_key' && (
            <MenuItem onClick={() => onTask('rotate', credential)}>{own.rotate}</MenuItem>
          )}
          <MenuItem isDangerous onClick={() => onTask('delete', credential)}>
            {own.delete}
          </MenuItem>
        </>
      )}
    </Menu>
  );
}

/** What a credential is for, how it begins, and where it works. */
export function CredentialName({ credential }: { readonly credential: Credential }) {
  const own = text.credentials;
  const { description, id, paths, fingerprint, gracePeriodEndsAt } = credential;
  const hasTwo = gracePeriodEndsAt !== null && Date.parse(gracePeriodEndsAt) > Date.now();
  return (
    <>
      {description === '' ? <em class="muted">{own.unnamed}</em> : <strong>{description}</strong>}
      <p class="muted small">
        {fingerprint ?? own.beginsWith(`${id}_`)}
        {paths !== null && ` · ${own.onlyFor(paths.join(', '))}`}
      </p>
      {hasTwo && (
        <p class="muted small">
          {own.twoSecretsWhy} <Time value={gracePeriodEndsAt} isFull />.
        </p>
      )}
    </>
  );
}

/** When a credential expires. An expiry that is near stands out. */
export function CredentialExpiry({ expiresAt }: { readonly expiresAt: string | null }) {
  const own = text.credentials;
  const closeness = expiryOf(expiresAt);
  return (
    <>
      <Time value={expiresAt} /> {closeness === 'soon' && <Badge look="warning" text={own.soon} />}
      {closeness === 'expired' && <Badge look="bad" text={own.expired} />}
    </>
  );
}
