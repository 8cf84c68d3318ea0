import { hasRole, mayGrant } from '../../../lib/identity/roles';
import { ask } from '../../ask';
import { Badge } from '../../parts/badge';
import { Button } from '../../parts/button';
import { Empty } from '../../parts/card';
import { ConfirmDialog } from '../../parts/dialog';
import { Heading } from '../../parts/heading';
import { Icon } from '../../parts/icon';
import { type Column, ListTable } from '../../parts/list-table';
import { Menu, MenuItem } from '../../parts/menu';
import { rolesInWords } from '../../parts/roles-in-words';
import { Time } from '../../parts/time';
import { say } from '../../parts/toast';
import { type RenderDialog, useDialog } from '../../parts/use-dialog';
import { useList } from '../../resource';
import { who } from '../../session';
import { text } from '../../texts/text';
import { InviteDialog } from './invite-dialog';
import { given, type Invitation } from './types';

/** `#/invitations`: the invitations that are not accepted yet. */
export function Invitations() {
  const own = text.admin.invitations;
  const list = useList<Invitation>(
    (after) => (client) =>
      client.GET('/admin/list-invitations', { params: { query: given({ after }) } }),
  );
  const { open, dialog } = useDialog();
  const reload = () => void list.reload();
  const invite = () => open((close) => <InviteDialog onClose={close} onChange={reload} />);
  return (
    <>
      <Heading
        title={text.frame.screens.invitations}
        why={own.why}
        actions={
          <Button look="primary" onClick={invite}>
            <Icon name="plus" />
            {own.invite}
          </Button>
        }
      />
      <ListTable
        label={text.frame.screens.invitations}
        list={list}
        columns={columns()}
        actions={(invitation) =>
          mayChange(invitation) && <Actions {...{ invitation, open, reload }} />
        }
        empty={
          <Empty text={own.empty}>
            <Button onClick={invite}>{own.inviteFirst}</Button>
          </Empty>
        }
      />
      {dialog}
    </>
  );
}

function columns(): readonly Column<Invitation>[] {
  const own = text.admin.invitations;
  return [
    [text.logIn.email, ({ email }) => <strong>{email}</strong>],
    [text.admin.roles.title, ({ roles }) => rolesInWords(roles)],
    [own.by, ({ invitedBy }) => invitedBy?.name ?? own.byOperator],
    [own.expires, ({ expiresAt }) => <Expiry value={expiresAt} />],
  ];
}

const DAY_MS = 86_400_000;

function Expiry({ value }: { readonly value: string }) {
  const left = Date.parse(value) - Date.now();
  if (left <= 0) return <Badge look="bad" text={text.admin.expired} />;
  return (
    <span class={left < DAY_MS ? 'warning' : ''}>
      <Time value={value} />
    </span>
  );
}

// Members change their own invitations, and managers all of them, but nobody above the own roles.
function mayChange({ invitedBy, roles }: Invitation): boolean {
  const own = who.value?.roles;
  if (own === null || own === undefined || !mayGrant(own, roles)) return false;
  return hasRole(own, 'team:manager') || invitedBy?.email === who.value?.user.email;
}

interface ActionsProps {
  readonly invitation: Invitation;
  readonly open: (render: RenderDialog) => void;
  readonly reload: () => void;
}

function Actions({ invitation: { id, email }, open, reload }: ActionsProps) {
  const own = text.admin.invitations;
  const resend: RenderDialog = (close) => (
    <ConfirmDialog
      look="primary"
      title={own.resendTitle(email)}
      why={own.resendWhy}
      action={own.resend}
      run={() =>
        ask((client) => client.POST('/admin/resend-invitation', { body: { invitation: id } }))
      }
      onClose={close}
      onDone={() => {
        say(own.resent(email));
        reload();
      }}
      onFailure={reload}
      texts={{ MAIL_FAILED: own.mailFailed }}
    />
  );
  const revoke: RenderDialog = (close) => (
    <ConfirmDialog
      title={own.revokeTitle(email)}
      why={own.revokeWhy}
      action={own.revoke}
      run={() =>
        ask((client) => client.POST('/admin/revoke-invitation', { body: { invitation: id } }))
      }
      onClose={close}
      onDone={() => {
        say(own.revoked(email));
        reload();
      }}
      onFailure={reload}
    />
  );
  return (
    <Menu label={text.frame.actions(email)}>
      {() => (
        <>
          <MenuItem onClick={() => open(resend)}>{own.resend}</MenuItem>
          <MenuItem isDangerous onClick={() => open(revoke)}>
            {own.revoke}
          </MenuItem>
        </>
      )}
    </Menu>
  );
}
