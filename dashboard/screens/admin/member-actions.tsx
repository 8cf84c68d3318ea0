import { ask } from '../../ask';
import { Button, SubmitButton } from '../../parts/button';
import { ConfirmDialog, Dialog } from '../../parts/dialog';
import { Form } from '../../parts/form';
import { Menu, MenuItem } from '../../parts/menu';
import { RolesField, rolesOf } from '../../parts/roles-field';
import { say } from '../../parts/toast';
import type { RenderDialog } from '../../parts/use-dialog';
import { may, refresh, who } from '../../session';
import { text } from '../../texts/text';
import { SetBreakGlass } from './break-glass';
import { RemoveDialog } from './remove-dialog';
import type { Member } from './types';

/** The properties of {@link MemberActions}. */
export interface MemberActionsProps {
  readonly member: Member;
  readonly open: (render: RenderDialog) => void;
  /** Gets the member after a change, or undefined if the member is removed. */
  readonly onChange: (after: Member | undefined) => void;
  /** The service refused: what the screen shows may be old. */
  readonly onFailure: () => void;
}

/** Returns whether a member is the user. */
export function isSelf({ user }: Member): boolean {
  return user.id === who.value?.user.id;
}

/** Returns whether the user may change a member. */
export function mayManage({ roles }: Member): boolean {
  return may('team:manager') && (may('administrator') || !roles.administrator);
}

/** The menu of what can be done with a member. The user cannot disable or remove themselves, nor members of the provider. */
export function MemberActions(props: MemberActionsProps) {
  const { member, open } = props;
  if (!mayManage(member)) return null;
  const own = text.admin.members;
  const opens = (Opened: typeof ChangeRoles) => () =>
    open((close) => <Opened {...props} onClose={close} />);
  return (
    <Menu label={text.frame.actions(member.user.name)}>
      {() => (
        <>
          <MenuItem onClick={opens(ChangeRoles)}>{text.admin.roles.change}</MenuItem>
          {may('administrator') && (member.roles.administrator || member.breakGlass) && (
            <MenuItem onClick={opens(SetBreakGlass)}>
              {member.breakGlass ? text.admin.breakGlass.end : text.admin.breakGlass.set}
            </MenuItem>
          )}
          {!isSelf(member) && (
            <>
              <MenuItem onClick={opens(EndSessions)}>{own.endSessions}</MenuItem>
              {!member.managed && (
                <>
                  <MenuItem isDangerous={member.active} onClick={opens(SetActive)}>
                    {member.active ? text.admin.disable : text.admin.enable}
                  </MenuItem>
                  <MenuItem isDangerous onClick={opens(Remove)}>
                    {own.remove}
                  </MenuItem>
                </>
              )}
            </>
          )}
        </>
      )}
    </Menu>
  );
}

/** The properties of a dialog about a member. */
export type MemberDialogProps = MemberActionsProps & { readonly onClose: () => void };

/** Changes the roles of a member. */
export function ChangeRoles({ member, onChange, onFailure, onClose }: MemberDialogProps) {
  const own = text.admin.roles;
  const { name } = member.user;
  return (
    <Dialog title={own.changeTitle(name)} why={member.user.email} onClose={onClose}>
      <Form<Member>
        submit={(fields) =>
          ask((client) =>
            client.POST('/admin/update-member', {
              body: { member: member.id, roles: rolesOf(fields) },
            }),
          )
        }
        onDone={(after) => {
          onClose();
          onChange(after);
          say(own.changed(name));
          if (isSelf(after)) void refresh();
        }}
        onFailure={onFailure}
      >
        <RolesField initial={member.roles} />
        <div class="actions">
          <Button onClick={onClose}>{text.common.cancel}</Button>
          <SubmitButton>{text.common.save}</SubmitButton>
        </div>
      </Form>
    </Dialog>
  );
}

function EndSessions({ member, onFailure, onClose }: MemberDialogProps) {
  const own = text.admin.members;
  const { name } = member.user;
  return (
    <ConfirmDialog
      title={own.endSessionsTitle(name)}
      why={own.endSessionsWhy}
      action={own.endSessions}
      run={() =>
        ask((client) =>
          client.POST('/admin/revoke-member-sessions', { body: { member: member.id } }),
        )
      }
      onClose={onClose}
      onFailure={onFailure}
      onDone={({ ended }) => say(own.ended(ended, name))}
    />
  );
}

function SetActive({ member, onChange, onFailure, onClose }: MemberDialogProps) {
  const own = text.admin.members;
  const { id, active } = member;
  const { name } = member.user;
  const path = active ? '/admin/disable-member' : '/admin/enable-member';
  return (
    <ConfirmDialog<Member>
      look={active ? 'danger' : 'primary'}
      title={active ? text.admin.disableTitle(name) : text.admin.enableTitle(name)}
      why={active ? own.disableWhy : own.enableWhy}
      action={active ? text.admin.disable : text.admin.enable}
      run={() => ask((client) => client.POST(path, { body: { member: id } }))}
      onClose={onClose}
      onFailure={onFailure}
      onDone={(after) => {
        onChange(after);
        say(active ? text.admin.isDisabled(name) : text.admin.isEnabled(name));
      }}
    />
  );
}

function Remove({ member, onChange, onFailure, onClose }: MemberDialogProps) {
  const own = text.admin.members;
  const { id, user } = member;
  return (
    <RemoveDialog
      owner={id}
      title={own.removeTitle(user.name)}
      why={own.removeWhy}
      action={own.remove}
      run={() => ask((client) => client.POST('/admin/remove-member', { body: { member: id } }))}
      onClose={onClose}
      onFailure={onFailure}
      onDone={() => {
        onChange(undefined);
        say(own.removed(user.name));
      }}
    />
  );
}
