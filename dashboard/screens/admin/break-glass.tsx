import { ask } from '../../ask';
import { Badge } from '../../parts/badge';
import { ConfirmDialog } from '../../parts/dialog';
import { say } from '../../parts/toast';
import { text } from '../../texts/text';
import type { MemberDialogProps } from './member-actions';
import type { Member } from './types';

/** Names an administrator who can log in without the single sign-on that the account requires, or ends that. */
export function SetBreakGlass({ member, onChange, onFailure, onClose }: MemberDialogProps) {
  const own = text.admin.breakGlass;
  const { name } = member.user;
  const isOn = member.breakGlass === true;
  return (
    <ConfirmDialog<Member>
      look={isOn ? 'danger' : 'primary'}
      title={isOn ? own.endTitle(name) : own.setTitle(name)}
      why={isOn ? own.endWhy : own.setWhy}
      action={isOn ? own.end : own.set}
      run={() =>
        ask((client) =>
          client.POST('/admin/set-break-glass', {
            body: { member: member.id, breakGlass: !isOn },
          }),
        )
      }
      texts={{ LIMIT_REACHED: own.limit, BREAK_GLASS_INVALID: own.invalid }}
      onClose={onClose}
      onFailure={onFailure}
      onDone={(after) => {
        onChange(after);
        say(isOn ? own.ended(name) : own.isSet(name));
      }}
    />
  );
}

/** Marks a break-glass member, or nothing. */
export function BreakGlassBadge({ breakGlass }: Pick<Member, 'breakGlass'>) {
  return breakGlass === true ? <Badge text={text.admin.breakGlass.badge} /> : null;
}
