import { sql } from 'kysely';
import { strictObject } from 'valibot';
import { ADMINISTRATOR } from '../../../identity/roles';
import { createAccount, recordNewAccount } from '../../accounts/accounts';
import { addMember } from '../../accounts/members';
import { operation } from '../../api/operation';
import { recordEvent } from '../../audit-log/record-event';
import type { Call } from '../../call';
import { secretHash } from '../../crypto/ids';
import { check, inTransaction, type Tx } from '../../database/database';
import { DirectoryError } from '../../errors';
import { hashNewPassword, PASSWORD_ERRORS } from '../../passwords/hash-new-password';
import { boundedText, linkToken, password, status } from '../../schemas';
import { startSession } from '../../sessions/create-session';
import { endPresentedSession } from '../../sessions/end-sessions';
import { createUser } from '../../users/create-user';
import { parseDisplayName } from '../../users/display-name';
import { findSignUp } from '../../users/find-sign-up';

/** Starts a session for the new user. The link proves that the user owns the address. */
export const completeSignUp = operation({
  name: 'session/complete-sign-up',
  summary: 'Creates a user from a sign-up link, and an account with that user as administrator.',
  access: 'anyone',
  changes: true,
  setsSession: true,
  input: strictObject({
    token: linkToken,
    name: boundedText(1000),
    password,
    accountName: boundedText(1000),
  }),
  output: strictObject({ status }),
  errors: ['SIGN_UP_CLOSED', 'LINK_INVALID', 'EMAIL_EXISTS', 'NAME_INVALID', ...PASSWORD_ERRORS],
  async run(call, input) {
    if (!call.settings.allowSignUp) throw new DirectoryError('SIGN_UP_CLOSED');
    const { token } = input;
    // Before the password is hashed: only holders of a link may cause that work.
    const { email } = await findSignUp(call.database, token);
    const { name } = parseDisplayName(input.name);
    const accountName = parseDisplayName(input.accountName).name;
    const passwordHash = await hashNewPassword(call, {
      password: input.password,
      email,
      name,
      accountNames: [accountName],
    });
    await inTransaction(call.database, (tx) =>
      complete(tx, call, { token, name, accountName, passwordHash }),
    );
    return { status: 'authenticated' as const };
  },
});

interface Completion {
  readonly token: string;
  readonly name: string;
  readonly accountName: string;
  readonly passwordHash: string;
}

async function complete(
  tx: Tx,
  call: Call,
  { token, name, accountName, passwordHash }: Completion,
): Promise<void> {
  const use = tx
    .deleteFrom('sign_ups')
    .where('secret_hash', '=', secretHash(token))
    .where('expires_at', '>', sql<Date>`now()`)
    .returning(['email', 'email_key as emailKey']);
  const request = check(tx, use, ([found]) => {
    if (found === undefined) throw new DirectoryError('LINK_INVALID');
    return found;
  });
  const replaced = endPresentedSession(tx, call);
  const signUp = await request();
  const ended = await replaced();
  const accountId = await createAccount(tx, accountName);
  const user = await createUser(tx, call, { ...signUp, name, passwordHash, accountId });
  const principal = { id: user.id, name: user.email };
  await recordNewAccount(tx, call, { id: accountId, name: accountName, principal });
  const object = { type: 'sign_up', id: null, userId: user.id };
  await recordEvent(tx, call, { type: 'sign_up_completed', accountId, principal, object });
  await addMember(tx, call, { accountId, user, roles: ADMINISTRATOR });
  const session = { userId: user.id, email: user.email, accountId, secondFactorDue: false };
  await startSession(tx, call, { ...session, ended });
}
