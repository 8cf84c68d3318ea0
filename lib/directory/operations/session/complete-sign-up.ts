import { sql } from 'kysely';
import { optional, strictObject } from 'valibot';
import { ADMINISTRATOR } from '../../../identity/roles';
import { type Email, parseTypedEmail } from '../../../mail/email-address';
import { createAccount, recordNewAccount } from '../../accounts/accounts';
import { addMember } from '../../accounts/members';
import { operation } from '../../api/operation';
import { recordEvent } from '../../audit-log/record-event';
import type { Call } from '../../call';
import { secretHash } from '../../crypto/ids';
import { check, inTransaction, type Tx } from '../../database/database';
import { DirectoryError } from '../../errors';
import { OPERATOR } from '../../invitations/invitations';
import { hashNewPassword, PASSWORD_ERRORS } from '../../passwords/hash-new-password';
import { boundedText, email, linkToken, password, status } from '../../schemas';
import { startSession } from '../../sessions/create-session';
import { endPresentedSession } from '../../sessions/end-sessions';
import { createUser } from '../../users/create-user';
import { parseDisplayName } from '../../users/display-name';
import { findSignUp } from '../../users/find-sign-up';
import { requireNoAccount } from '../../users/first-account';

/**
 * Starts a session for the new user. The link proves that the user owns the address. The operator's link for the
 * first account proves no address, so the user enters one.
 */
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
    /** The address, which only the operator's link requires. */
    email: optional(email),
  }),
  output: strictObject({ status }),
  errors: [
    'SIGN_UP_CLOSED',
    'LINK_INVALID',
    'EMAIL_INVALID',
    'EMAIL_MISMATCH',
    'EMAIL_EXISTS',
    'NAME_INVALID',
    ...PASSWORD_ERRORS,
  ],
  async run(call, input) {
    const { token } = input;
    // Before the password is hashed: only holders of a link may cause that work.
    const { email: verified } = await findSignUp(call, token);
    const address = addressOf(verified, input.email);
    const { name } = parseDisplayName(input.name);
    const accountName = parseDisplayName(input.accountName).name;
    const passwordHash = await hashNewPassword(call, {
      password: input.password,
      email: address.email,
      name,
      accountNames: [accountName],
    });
    const isFirst = verified === null;
    await inTransaction(call.database, (tx) =>
      complete(tx, call, { token, address, isFirst, name, accountName, passwordHash }),
    );
    return { status: 'authenticated' as const };
  },
});

function addressOf(verified: string | null, given: string | undefined): Email {
  const address = parseTypedEmail(given ?? verified ?? '');
  if (address === null) throw new DirectoryError('EMAIL_INVALID');
  if (verified !== null && parseTypedEmail(verified)?.key !== address.key) {
    throw new DirectoryError('EMAIL_MISMATCH');
  }
  return verified === null ? address : { ...address, email: verified };
}

interface Completion {
  readonly token: string;
  readonly address: Email;
  /** Whether the link is the operator's, for the first account. */
  readonly isFirst: boolean;
  readonly name: string;
  readonly accountName: string;
  readonly passwordHash: string;
}

async function complete(
  tx: Tx,
  call: Call,
  { token, address, isFirst, name, accountName, passwordHash }: Completion,
): Promise<void> {
  if (isFirst) await requireNoAccount(tx);
  const use = tx
    .deleteFrom('sign_ups')
    .where('secret_hash', '=', secretHash(token))
    .where('expires_at', '>', sql<Date>`now()`)
    .returning('email');
  const request = check(tx, use, ([found]) => {
    if (found === undefined) throw new DirectoryError('LINK_INVALID');
  });
  const replaced = endPresentedSession(tx, call);
  await request();
  const ended = await replaced();
  const accountId = await createAccount(tx, accountName);
  const { email, key: emailKey } = address;
  const user = await createUser(tx, call, { email, emailKey, name, passwordHash, accountId });
  const principal = { id: user.id, name: user.email };
  await recordNewAccount(tx, call, { id: accountId, name: accountName, principal });
  const object = { type: 'sign_up', id: null, userId: user.id, ...(isFirst && { by: OPERATOR }) };
  await recordEvent(tx, call, { type: 'sign_up_completed', accountId, principal, object });
  await addMember(tx, call, { accountId, user, roles: ADMINISTRATOR });
  const session = { userId: user.id, email: user.email, accountId, secondFactorDue: false };
  await startSession(tx, call, { ...session, ended });
}
