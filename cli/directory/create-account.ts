import { createAccount, recordNewAccount } from '../../lib/directory/accounts/accounts';
import {
  type EventSource,
  recordEvent,
  recordEvents,
} from '../../lib/directory/audit-log/record-event';
import { newId } from '../../lib/directory/crypto/ids';
import { type Database, inTransaction, type Tx } from '../../lib/directory/database/database';
import { DEFAULT_DAYS, newInvitationLink } from '../../lib/directory/invitations/create-invitation';
import { invitationObject, OPERATOR } from '../../lib/directory/invitations/invitations';
import { linkTo } from '../../lib/directory/notifications/links';
import { parseDisplayName } from '../../lib/directory/users/display-name';
import { lockFirstAccount } from '../../lib/directory/users/first-account';
import { ADMINISTRATOR } from '../../lib/identity/roles';
import { type Email, parseTypedEmail } from '../../lib/mail/email-address';
import { UsageError } from '../run-command';
import { type OpenDirectory, operatorSource } from './with-directory';

const JSON_BODY = "-H 'Content-Type: application/json' -d @-";

/** An account without its first administrator. */
export interface WaitingAccount {
  readonly accountId: string;
  /** Whether the account already existed. */
  readonly isOld: boolean;
  /** The addresses whose earlier links are no longer valid. */
  readonly replaced: readonly string[];
  readonly token: string;
  readonly expiresAt: Date;
  /** Whether the address belongs to a user, who must log in to accept. */
  readonly hasUser: boolean;
}

/** An account to create, and the address of its first administrator. */
export interface NewAccount {
  readonly name: string;
  readonly address: Email;
}

/** Makes an account, invites its first administrator, and prints the link: nothing keeps it. */
export async function createFirstAccount(
  { database, linkOrigin }: OpenDirectory,
  { name, address }: NewAccount,
): Promise<void> {
  const { email } = address;
  // Before any change, because without an origin there is no link to print.
  const { origin, note } = await linkOrigin();
  const created = await inviteFirstAdministrator(database, { name, address });
  const ended = created.replaced.map((one) => `The link for ${one} is no longer valid.\n`);
  const until = created.expiresAt.toISOString().slice(0, 16).replace('T', ' ');
  console.log(`
${created.isOld ? 'The account already exists, without members' : 'The account was created'}: ${name} (${created.accountId}).
${ended.join('')}This link makes ${email} its first administrator. Send it only to that address:

  ${linkTo(origin, { kind: 'invitation', token: created.token })}

It works once, until ${until} UTC, and is not shown again.
${note}
${acceptInstructions({ origin, token: created.token, email, hasUser: created.hasUser })}
`);
}

/** An invitation link and its recipient. */
interface Acceptance {
  readonly origin: string;
  readonly token: string;
  readonly email: string;
  /** Whether the address belongs to a user, who must log in to accept. */
  readonly hasUser: boolean;
}

/**
 * Parses the options of `create-account`.
 *
 * @throws UsageError if the name or the address is invalid.
 */
export function parseNewAccount(given: {
  readonly name: string;
  readonly email: string;
}): NewAccount {
  const address = parseAddress(given.email);
  try {
    return { name: parseDisplayName(given.name).name, address };
  } catch (reason) {
    throw new UsageError((reason as Error).message);
  }
}

/**
 * Parses an email address.
 *
 * @throws UsageError if it is invalid.
 */
export function parseAddress(email: string): Email {
  const address = parseTypedEmail(email);
  if (address === null) throw new UsageError(`${email} is not an email address.`);
  return address;
}

/**
 * Creates an account and invites its first administrator. If an account of that name has never had a member, it is used
 * again, and its earlier link ends.
 */
function inviteFirstAdministrator(
  database: Database,
  { name, address }: NewAccount,
): Promise<WaitingAccount> {
  const source = operatorSource();
  return inTransaction(database, async (tx) => {
    // Without the lock, two commands at once would create two accounts.
    await lockFirstAccount(tx);
    const waiting = await findWaiting(tx, name);
    const accountId = waiting ?? (await createAccount(tx, name));
    if (waiting === undefined) await recordNewAccount(tx, source, { id: accountId, name });
    const replaced = await dropInvitations(tx, source, accountId);
    const created = await addInvitation(tx, source, { accountId, address });
    const user = await tx
      .selectFrom('users')
      .select('id')
      .where('email_key', '=', address.key)
      .executeTakeFirst();
    return {
      accountId,
      isOld: waiting !== undefined,
      replaced,
      ...created,
      hasUser: user !== undefined,
    };
  });
}

async function findWaiting(tx: Tx, name: string): Promise<string | undefined> {
  const found = await tx
    .selectFrom('accounts as a')
    .select('a.id')
    .where('a.name', '=', name)
    .where('a.closed_at', 'is', null)
    .where((the) =>
      the.not(
        the.exists(
          the.selectFrom('memberships as m').select('m.id').whereRef('m.account_id', '=', 'a.id'),
        ),
      ),
    )
    .orderBy('a.created_at')
    .executeTakeFirst();
  return found?.id;
}

async function dropInvitations(
  tx: Tx,
  source: EventSource,
  accountId: string,
): Promise<readonly string[]> {
  const dropped = await tx
    .deleteFrom('invitations')
    .where('account_id', '=', accountId)
    .returning(['id', 'email', 'developer', 'team', 'administrator'])
    .execute();
  const events = dropped.map((row) => ({
    type: 'invitation_deleted' as const,
    accountId,
    object: { ...invitationObject(row), reason: 'replaced' },
  }));
  await recordEvents(tx, source, events);
  return dropped.map(({ email }) => email);
}

async function addInvitation(
  tx: Tx,
  source: EventSource,
  { accountId, address }: { readonly accountId: string; readonly address: Email },
) {
  const { secret, columns } = newInvitationLink(tx, DEFAULT_DAYS);
  const row = await tx
    .insertInto('invitations')
    .values({
      id: newId('inv'),
      account_id: accountId,
      email: address.email,
      email_key: address.key,
      ...ADMINISTRATOR,
      invited_by: OPERATOR,
      ...columns,
    })
    .returning(['id', 'email', 'developer', 'team', 'administrator', 'expires_at as expiresAt'])
    .executeTakeFirstOrThrow();
  const object = { ...invitationObject(row), expiresAt: row.expiresAt };
  await recordEvent(tx, source, { type: 'invitation_created', accountId, object });
  return { token: secret, expiresAt: row.expiresAt };
}

/**
 * Returns how to accept an invitation in a terminal. Secrets are typed, because the shell keeps arguments in its
 * history.
 */
function acceptInstructions({ origin, token, email, hasUser }: Acceptance): string {
  const call = (path: string, more = '') => `  curl${more} ${JSON_BODY} ${origin}/${path}`;
  if (!hasUser) {
    const body = { json: true, token, name: 'YOUR NAME', password: 'FIFTEEN CHARACTERS OR MORE' };
    return `Or accept the invitation in a terminal: run the first line, paste the second with your own name and
password, and end with Ctrl-D:

${call('session/sign-up-by-invitation')}
  ${JSON.stringify(body)}`;
  }
  return `The user ${email} already exists, and logs in to accept the invitation. Or use a terminal: run each
command, paste the line below it, and end with Ctrl-D. A user with a second
factor sends it after the first command, to ${origin}/session/second-factor.

${call('session/log-in', ' -c session.txt')}
  ${JSON.stringify({ json: true, email, password: 'YOUR PASSWORD' })}

${call('session/accept-invitation', ` -b session.txt -c session.txt -H 'Origin: ${origin}'`)}
  ${JSON.stringify({ json: true, token })}

session.txt contains the session: delete it afterwards.`;
}
