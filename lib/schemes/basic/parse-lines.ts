import { credentialLines } from '../../util/config-lines';
import { type CredentialsRead, together } from './credential';
import { readCredential } from './parse-credential';
import type { PasswordRules } from './parse-password';
import { withoutRepeats } from './reject-duplicates';

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
