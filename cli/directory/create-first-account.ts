import { linkTo } from '../../lib/directory/notifications/links';
import { acceptLines } from './accept-lines';
import { inviteFirst } from './create-account';
import type { NewAccount } from './parse-directory-command';
import type { OpenDirectory } from './with-directory';

/** Makes an account, invites its first administrator, and prints the link: nothing keeps it. */
export async function createFirstAccount(
  { database, linkOrigin }: OpenDirectory,
  { name, address }: NewAccount,
): Promise<void> {
  const { email } = address;
  // Before anything is made: without it there is no link to show.
  const { origin, note } = await linkOrigin();
  const made = await inviteFirst(database, { name, address });
  const ended = made.replaced.map((one) => `The link for ${one} has ended.\n`);
  const until = made.expiresAt.toISOString().slice(0, 16).replace('T', ' ');
  console.log(`
${made.isOld ? 'The account was there already, without members' : 'The account was made'}: ${name} (${made.accountId}).
${ended.join('')}This link makes ${email} its first administrator. Send it to nobody else:

  ${linkTo(origin, { kind: 'invitation', token: made.token })}

It works once, until ${until} UTC, and is not shown again.
${note}
${acceptLines({ origin, token: made.token, email, hasUser: made.hasUser })}
`);
}
