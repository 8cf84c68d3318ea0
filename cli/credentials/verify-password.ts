import type { KnownCredential } from '../../lib/schemes/basic/credential';
import { commandLine } from '../../lib/util/command-line';
import { CliError } from '../run-command';
import { askPassword } from './ask-password';
import { openStore } from './credential-store';
import { type CredentialsCall, requireUsername } from './credentials-call';
import { type KnownUser, knownUsers } from './known-credentials';

/** Runs `verify`: reports whether a password is correct, and in which sources. */
export async function verifyPassword(call: CredentialsCall): Promise<void> {
  const username = requireUsername(call.name);
  const { users, problems } = knownUsers(openStore(call));
  const found = users.filter(({ credential }) => credential?.username === username);
  if (found.length === 0) {
    throw new CliError(
      `User ${JSON.stringify(username)} does not exist, or has no password that can be checked.\n${commandLine('credentials list')} lists all users and problems.`,
    );
  }
  const password = await askPassword(`Password of ${username}`);
  const sources = await matching(found, password.normalize('NFC'));
  if (sources.length === 0) throw new CliError(`The password of ${username} is wrong.`);
  console.log(`The password of ${username} is correct: ${sources.join('; ')}`);
  if (problems.length === 0) return;
  console.error(
    `But every request gets status 500. ${commandLine('credentials list')} lists the problems to fix.`,
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
