import { linkTo } from '../../lib/directory/notifications/links';
import { createFirstAccountLink } from '../../lib/directory/users/first-account';
import { commandLine } from '../../lib/util/command-line';
import { CliError } from '../run-command';
import type { OpenDirectory } from './with-directory';

/**
 * Prints a link with which its holder creates the first account in a browser.
 *
 * @throws CliError if there is an account.
 */
export async function printFirstAccountLink({
  database,
  linkOrigin,
}: OpenDirectory): Promise<void> {
  // Before any change, because without an origin there is no link to print.
  const { origin, note } = await linkOrigin();
  const link = await createFirstAccountLink(database);
  if (link === null) {
    throw new CliError(
      `There is an account already. To create another one, run ${commandLine('directory create-account')}`,
    );
  }
  const until = link.expiresAt.toISOString().slice(0, 16).replace('T', ' ');
  console.log(`
This link creates the first account and its administrator. Open it in a browser:

  ${linkTo(origin, { kind: 'sign-up', token: link.token })}

It works once, until ${until} UTC, as long as there is no account. Do not pass it on:
the first user who opens it becomes the administrator.
${note}`);
}
