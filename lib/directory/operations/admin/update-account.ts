import { boolean, type InferOutput, optional, picklist, strictObject } from 'valibot';
import { mfaNotRequiredMail } from '../../../mail/texts/account-mails';
import { type LockedAccount, withAccountLock } from '../../accounts/account-transaction';
import { describeAccount, ownAccount, selectAccount } from '../../accounts/accounts';
import { requireRole } from '../../api/access';
import { operation } from '../../api/operation';
import { recordEvent } from '../../audit-log/record-event';
import { type Call, callerOf } from '../../call';
import { read, readOne, type Tx, write } from '../../database/database';
import type { Row } from '../../database/tables';
import { DirectoryError } from '../../errors';
import { prepareNotices, readAdministrators } from '../../notifications/notify-account';
import { boundedText } from '../../schemas';
import { readStepUp } from '../../sessions/require-step-up';
import { prepareSsoChange } from '../../sso/require-sso';
import { parseDisplayName } from '../../users/display-name';
import { hasSecondFactor } from '../../users/second-factors';

const input = strictObject({
  name: optional(boundedText(1000)),
  mfaRequired: optional(boolean()),
  /**
   * `jit`: users of the account's identity providers become members at their first login. `scim`: the identity provider adds,
   * changes and removes members, through the edge.
   */
  provisioning: optional(picklist(['invite', 'jit', 'scim'])),
  /** `enforced`: members must log in with an identity provider of the account. Their other sessions end at once. */
  sso: optional(picklist(['mixed', 'enforced'])),
  /** Whether to require single sign-on although no break-glass member could log in without it. */
  withoutBreakGlass: optional(boolean(), false),
});

type Given = InferOutput<typeof input>;

/**
 * Requires MFA of an administrator who enables the requirement, so that at least one administrator does not
 * have to enroll first.
 */
export const updateAccount = operation({
  name: 'admin/update-account',
  summary:
    "Changes the account's name, whether its members must use MFA or single sign-on, or who joins by single sign-on.",
  access: requireRole('administrator'),
  changes: true,
  input,
  output: ownAccount,
  errors: [
    'NAME_INVALID',
    'MFA_NOT_ENABLED',
    'EDGE_REQUIRED',
    'SSO_LOGIN_REQUIRED',
    'BREAK_GLASS_REQUIRED',
    'STEP_UP_REQUIRED',
    'SESSION_EXPIRED',
  ],
  async run(call, given) {
    const { after, notices } = await withAccountLock(call, 'administrator', (locked) =>
      change(call, locked, given),
    );
    for (const send of notices) await send();
    return describeAccount(after);
  },
});

interface Changed {
  readonly after: Row<'accounts'>;
  /** Notify administrators after the commit. */
  readonly notices: readonly (() => Promise<void>)[];
}

async function change(call: Call, locked: LockedAccount, given: Given): Promise<Changed> {
  const { tx, accountId } = locked;
  const account = readOne(tx, selectAccount(tx, accountId));
  const requireMfa = readOwnMfa(tx, call);
  const requireStepUp = readStepUp(call, tx);
  const administrators = readAdministrators(call, tx);
  const changeSso = given.sso === undefined ? undefined : prepareSsoChange(call, locked);
  const before = await account();
  const changes = changesOf(given, before);
  const after = { ...before, ...changes };
  // SCIM needs methods that only an edge passes on.
  const isScimNew = after.provisioning === 'scim' && before.provisioning !== 'scim';
  if (isScimNew && call.address === null) throw new DirectoryError('EDGE_REQUIRED');
  if (after.mfa_required && !before.mfa_required) await requireMfa();
  if (isWeightier(before, after)) await requireStepUp();
  const [from, to] = [rulesOf(before), rulesOf(after)];
  const isSame = JSON.stringify(from) === JSON.stringify(to);
  if (isSame && before.sso === after.sso) return { after, notices: [] };

  await write(tx, tx.updateTable('accounts').set(changes).where('id', '=', accountId));
  const notices: (() => Promise<void>)[] = [];
  if (!isSame) {
    const object = { type: 'account', id: accountId, from, ...to };
    await recordEvent(tx, call, { type: 'account_updated', object });
  }
  if (changeSso !== undefined && before.sso !== after.sso) {
    const { withoutBreakGlass } = given;
    notices.push(await changeSso({ mode: after.sso, withoutBreakGlass }));
  }
  if (before.mfa_required && !after.mfa_required) {
    const send = prepareNotices(call, tx, await administrators());
    notices.push(() => send(mfaNotRequiredMail));
  }
  return { after, notices };
}

function changesOf(given: Given, before: Row<'accounts'>) {
  return {
    name: given.name === undefined ? before.name : parseDisplayName(given.name).name,
    mfa_required: given.mfaRequired ?? before.mfa_required,
    provisioning: given.provisioning ?? before.provisioning,
    sso: given.sso ?? before.sso,
  };
}

// Without a second factor or single sign-on, or with more who may join, an account is less protected. Requiring single sign-on
// ends sessions.
function isWeightier(before: Row<'accounts'>, after: Row<'accounts'>): boolean {
  const isRequirementGone = before.mfa_required && !after.mfa_required;
  return isRequirementGone || isProvisioned(before, after) || before.sso !== after.sso;
}

function isProvisioned(before: Row<'accounts'>, after: Row<'accounts'>): boolean {
  return before.provisioning !== after.provisioning && after.provisioning !== 'invite';
}

function rulesOf({ name, mfa_required: mfaRequired, provisioning }: Row<'accounts'>) {
  return { name, mfaRequired, provisioning };
}

function readOwnMfa(tx: Tx, call: Call): () => Promise<void> {
  const { userId = '' } = callerOf(call);
  const found = read(
    tx,
    tx
      .selectFrom('users')
      .select('id')
      .where('id', '=', userId)
      .where(hasSecondFactor(call.settings)),
  );
  return async () => {
    if ((await found()).length === 0) throw new DirectoryError('MFA_NOT_ENABLED');
  };
}
