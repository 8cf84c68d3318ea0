import type { KnownCredential } from '../../lib/schemes/basic/credential';
import { CliError } from '../run-command';
import { askPassword } from './ask-password';
import { openStore } from './credential-store';
import { type KnownUser, knownUsers } from './known-credentials';
import { type Command, requireUsername } from './parse-command';

/** `verify`: says whether a password is right, and where it was found. */
export async function verifyPassword({ name, options }: Command): Promise<void> {
  const username = requireUsername(name);
  const { users, problems } = knownUsers(openStore(options));
  const found = users.filter(({ credential }) => credential?.username === username);
  if (found.length === 0) {
    throw new CliError(
      `There is no user ${JSON.stringify(username)} with a password that can be checked. npm run credentials -- list\nshows who there is, and what is wrong.`,
    );
  }
  const password = await askPassword(`Password of ${username}`);
  const sources = await matching(found, password.normalize('NFC'));
  if (sources.length === 0) throw new CliError(`The password of ${username} is wrong.`);
  console.log(`The password of ${username} is right: ${sources.join('; ')}`);
  if (problems.length === 0) return;
  console.error(
    'All the same nobody gets in: npm run credentials -- list says what is to be mended.',
  );
}

async function matching(users: readonly KnownUser[], password: string): Promise<readonly string[]> {
  const sources: string[] = [];
  for (const { credential, source } of users) {
    if (credential === undefined || !(await isRight(credential, password))) continue;
    sources.push(`${source} (${credential.password.format})`);
  }
  return sources;
}

async function isRight({ password: kept }: KnownCredential, password: string): Promise<boolean> {
  return kept.format === 'plain' ? kept.password === password : kept.verify(password);
}
