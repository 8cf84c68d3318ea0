import { formatTable } from '../format-columns';
import type { CredentialStore } from './credential-store';
import { type KnownUser, knownUsers } from './known-credentials';

const USER_HEADINGS = ['USER', 'SOURCE', 'FORMAT', 'PEPPERED', 'PROBLEM'];

/** Shows every user, and no secret. */
export function listUsers(store: CredentialStore): void {
  const { users, problems, warnings } = knownUsers(store);
  if (users.length === 0) {
    console.error('There are no users yet. npm run credentials -- add USERNAME adds one.');
  } else {
    console.log(formatTable([USER_HEADINGS, ...users.map(userRow)]));
  }
  for (const warning of warnings) console.error(`\nWarning: ${warning}.`);
  if (problems.length === 0) return;
  const list = problems.map((problem) => `- ${problem}`).join('\n');
  console.error(`\nUntil this is mended, nobody gets in (status 500):\n${list}`);
}

function userRow({ username, source, credential }: KnownUser): readonly string[] {
  if (credential === undefined) return [username, source, '-', '-', 'see below'];
  const { password } = credential;
  const isPeppered = password.format !== 'plain' && password.peppered;
  return [username, source, password.format, isPeppered ? 'yes' : 'no', ''];
}
