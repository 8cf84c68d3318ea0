import type { CredentialsRead } from './credential';

/** Reports each username that one source has more than once: one of the two is a mistake. */
export function withoutRepeats(read: CredentialsRead, source: string): CredentialsRead {
  const seen = new Set<string>();
  const repeated = new Set<string>();
  for (const { username } of read.credentials) {
    if (seen.has(username)) repeated.add(username);
    seen.add(username);
  }
  const problems = [...repeated].map(
    (username) => `${source} has the user ${JSON.stringify(username)} more than once`,
  );
  return { credentials: read.credentials, problems: [...read.problems, ...problems] };
}
