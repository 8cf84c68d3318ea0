import { type RawBuilder, sql } from 'kysely';
import { boolean, strictObject } from 'valibot';
import { breakGlassSetMail } from '../../../mail/texts/enforced-sso-mails';
import { type LockedAccount, withAccountLock } from '../../accounts/account-transaction';
import { isUsableBreakGlass } from '../../accounts/break-glass';
import {
  describeMember,
  lockMember,
  type MemberRow,
  member,
  memberObject,
} from '../../accounts/members';
import { operation } from '../../api/operation';
import { recordEvent } from '../../audit-log/record-event';
import type { Call } from '../../call';
import { readOne, write } from '../../database/database';
import { DirectoryError } from '../../errors';
import { prepareNotices, readOtherRecipients } from '../../notifications/notify-account';
import { id } from '../../schemas';
import { requireStepUp } from '../../sessions/require-step-up';

const MAX_BREAK_GLASS = 2;

/** A break-glass member logs in with the password and a second factor while the account requires single sign-on. */
export const setBreakGlass = operation({
  name: 'admin/set-break-glass',
  summary:
    'Names an administrator who can log in without the single sign-on that the account requires, or ends that.',
  access: { apiKey: false, role: 'administrator' },
  changes: true,
  input: strictObject({ member: id, breakGlass: boolean() }),
  output: member,
  errors: [
    'NOT_FOUND',
    'BREAK_GLASS_INVALID',
    'BREAK_GLASS_REQUIRED',
    'LIMIT_REACHED',
    'STEP_UP_REQUIRED',
    'SESSION_EXPIRED',
  ],
  async run(call, { member: memberId, breakGlass }) {
    const { after, notify } = await withAccountLock(call, 'administrator', (locked) =>
      set(call, locked, { memberId, breakGlass }),
    );
    await notify?.();
    return describeMember(after);
  },
});

interface Wanted {
  readonly memberId: string;
  readonly breakGlass: boolean;
}

async function set(call: Call, locked: LockedAccount, { memberId, breakGlass }: Wanted) {
  const { tx } = locked;
  requireStepUp(call, tx);
  const locking = lockMember(locked, memberId);
  const facts = readOne(tx, selectFacts(locked, memberId));
  const administrators = readOtherRecipients(call, tx);
  const found = await locking();
  const after: MemberRow = { ...found, breakGlass };
  if (found.breakGlass === breakGlass) return { after };
  if (breakGlass) requireUsable(found, await facts());
  else requireAnother(await facts());

  const update = tx.updateTable('memberships').set({ break_glass: breakGlass });
  await write(tx, update.where('id', '=', memberId));
  const object = { ...memberObject(found), breakGlass };
  await recordEvent(tx, call, { type: 'break_glass_set', object });
  if (!breakGlass) return { after };
  const send = prepareNotices(call, tx, await administrators());
  const { email } = found;
  return { after, notify: () => send((notice) => breakGlassSetMail({ ...notice, email })) };
}

interface Facts {
  readonly isEnforced: boolean;
  readonly hasPassword: boolean;
  /** The number of the other break-glass members. */
  readonly others: number;
  /** The number of those who could log in now. */
  readonly usableOthers: number;
}

function selectFacts({ accountId, rpId }: LockedAccount, memberId: string): RawBuilder<Facts> {
  return sql<Facts>`
    select bool_or(a.sso = 'enforced') as "isEnforced",
      coalesce(bool_or(u.password_hash is not null) filter (where m.id = ${memberId}), false) as "hasPassword",
      (count(*) filter (where m.id <> ${memberId} and m.break_glass))::int as others,
      (count(*) filter (where m.id <> ${memberId} and ${isUsableBreakGlass({ rpId })}))::int as "usableOthers"
    from public.memberships m join public.users u on u.id = m.user_id join public.accounts a on a.id = m.account_id
    where m.account_id = ${accountId} and (m.id = ${memberId} or m.break_glass)`;
}

function requireUsable(
  { administrator, active, mfaEnabled }: MemberRow,
  { hasPassword, others }: Facts,
): void {
  const isUsable = administrator && active && mfaEnabled && hasPassword;
  if (!isUsable) throw new DirectoryError('BREAK_GLASS_INVALID');
  if (others >= MAX_BREAK_GLASS) throw new DirectoryError('LIMIT_REACHED');
}

function requireAnother({ isEnforced, usableOthers }: Facts): void {
  if (isEnforced && usableOthers === 0) throw new DirectoryError('BREAK_GLASS_REQUIRED');
}
