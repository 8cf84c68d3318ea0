import { useEffect, useRef } from 'preact/hooks';
import type { paths } from '../../../client/api';
import { ask } from '../../ask';
import { canPasskeys } from '../../can-passkeys';
import { countFactors, type Mfa } from '../../mfa';
import { Badge } from '../../parts/badge';
import { Button, SubmitButton } from '../../parts/button';
import { Card } from '../../parts/card';
import { ConfirmDialog, Dialog } from '../../parts/dialog';
import { Field } from '../../parts/field';
import { Form } from '../../parts/form';
import { goneIsDone } from '../../parts/gone-is-done';
import { Loaded } from '../../parts/loaded';
import { Menu, MenuItem } from '../../parts/menu';
import { Time } from '../../parts/time';
import { say } from '../../parts/toast';
import { type RenderDialog, useDialog } from '../../parts/use-dialog';
import { useResource } from '../../resource';
import { useSignal } from '../../signal';
import { text } from '../../texts/text';
import { AddPasskey } from './add-passkey';
import { signalPasskeys } from './passkey-signals';

type Passkey =
  paths['/account/list-passkeys']['get']['responses'][200]['content']['application/json']['items'][number];

/** The properties of {@link Passkeys}. */
export interface PasskeysProps {
  readonly mfa: Mfa;
  /** The passkeys have changed. */
  readonly onChange: () => void;
}

/** The card of the user's passkeys, those of other hosts as well. */
export function Passkeys({ mfa, onChange }: PasskeysProps) {
  const own = text.passkeys;
  const { open, dialog } = useDialog();
  const list = useResource((client) => client.GET('/account/list-passkeys'));
  const hasCodes = useSignal(false);
  const turn = useSignal(0);
  const hadAny = useRef(false);
  const items = list.data?.items;
  useEffect(() => {
    if (items === undefined) return;
    if (items.length > 0 || hadAny.current) void signalPasskeys();
    hadAny.current = items.length > 0;
  }, [items]);
  const changed = () => {
    hasCodes.value = false;
    turn.value += 1;
    void list.reload();
    onChange();
  };
  return (
    <Card title={own.title} why={own.why}>
      {!hasCodes.value && (
        <Loaded resource={list}>
          {({ items: all }) =>
            all.length === 0 ? null : <Rows {...{ all, open, mfa, changed }} />
          }
        </Loaded>
      )}
      {canPasskeys ? (
        <AddPasskey
          key={turn.value}
          label={own.add}
          onAdded={() => {
            hasCodes.value = true;
          }}
          onDone={() => {
            say(own.added);
            changed();
          }}
        />
      ) : (
        <p class="muted">{own.unsupported}</p>
      )}
      {dialog}
    </Card>
  );
}

interface RowsProps {
  readonly all: readonly Passkey[];
  readonly mfa: Mfa;
  readonly open: (render: RenderDialog) => void;
  readonly changed: () => void;
}

function Rows({ all, mfa, open, changed }: RowsProps) {
  const own = text.passkeys;
  return (
    <ul class="rows">
      {all.map((passkey) => (
        <li key={passkey.id} class="has-menu">
          <Facts passkey={passkey} />
          <Menu label={text.frame.actions(passkey.name)}>
            {() => (
              <>
                <MenuItem
                  onClick={() =>
                    open((close) => <Rename {...{ passkey }} onDone={changed} onClose={close} />)
                  }
                >
                  {own.rename}
                </MenuItem>
                <MenuItem
                  isDangerous
                  onClick={() =>
                    open((close) => (
                      <Delete {...{ passkey, mfa }} onDone={changed} onClose={close} />
                    ))
                  }
                >
                  {own.delete}
                </MenuItem>
              </>
            )}
          </Menu>
        </li>
      ))}
    </ul>
  );
}

function Facts({ passkey }: { readonly passkey: Passkey }) {
  const own = text.passkeys;
  const { name, host, usable, synced, createdAt, lastUsedAt } = passkey;
  const place = synced ? own.synced : own.single;
  return (
    <div class={usable ? '' : 'muted'}>
      <p>
        <strong>{name}</strong> <Badge text={usable ? place : own.of(host)} />
      </p>
      <p class="muted small">
        {own.created} <Time value={createdAt} />,{' '}
        {lastUsedAt === null ? own.neverUsed : own.lastUsed}{' '}
        {lastUsedAt && <Time value={lastUsedAt} />}
      </p>
    </div>
  );
}

interface TaskProps {
  readonly passkey: Passkey;
  readonly onDone: () => void;
  readonly onClose: () => void;
}

function Rename({ passkey: { id, name }, onDone, onClose }: TaskProps) {
  const own = text.passkeys;
  return (
    <Dialog title={own.renameTitle} onClose={onClose}>
      <Form
        submit={(fields) =>
          ask((client) =>
            client.POST('/account/rename-passkey', { body: { id, name: fields.text('name') } }),
          )
        }
        onDone={() => {
          onClose();
          say(text.common.saved);
          onDone();
        }}
        codes={{ NAME_INVALID: 'name' }}
      >
        <Field
          name="name"
          label={own.name}
          required
          maxLength={100}
          autocomplete="off"
          defaultValue={name}
          autofocus
        />
        <div class="actions">
          <Button onClick={onClose}>{text.common.cancel}</Button>
          <SubmitButton>{text.common.save}</SubmitButton>
        </div>
      </Form>
    </Dialog>
  );
}

function Delete({ passkey, mfa, onDone, onClose }: TaskProps & { readonly mfa: Mfa }) {
  const own = text.passkeys;
  const { id, name, usable, host } = passkey;
  const isLast = usable && countFactors(mfa) === 1;
  return (
    <ConfirmDialog
      title={own.deleteTitle(name)}
      why={usable ? own.deleteWhy : own.deleteOther(host)}
      action={own.delete}
      run={async () =>
        goneIsDone(await ask((client) => client.POST('/account/delete-passkey', { body: { id } })))
      }
      onDone={() => {
        say(own.deleted);
        onDone();
      }}
      onClose={onClose}
      texts={{ MFA_REQUIRED: text.security.lastRequired }}
    >
      {isLast && <p>{text.security.lastFactor}</p>}
    </ConfirmDialog>
  );
}
