import { type CredentialsRead, together } from './credential';
import { credentialLines } from './credential-lines';
import { readCredential } from './read-credential';
import type { PasswordRules } from './read-password';
import { withoutRepeats } from './without-repeats';

/**
 * Reads credentials, one `user:password` or `user:hash` a line, as htpasswd files have them.
 *
 * @param source - what holds the text, for the problems that name it.
 */
export function readLines(text: string, source: string, rules: PasswordRules): CredentialsRead {
  const reads = credentialLines(text).map(({ number, line }) =>
    readCredential(line, source, `line ${number} of ${source}`, rules),
  );
  return withoutRepeats(together(reads), source);
}
