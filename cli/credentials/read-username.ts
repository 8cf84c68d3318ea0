import { usernameProblem } from '../../lib/http/credential-text';
import { CliError } from '../run-command';

/**
 * The username that the operator gave, in Unicode normalization form C.
 *
 * @throws CliError for one that cannot be sent.
 */
export function readUsername(given: string | undefined, what = 'username'): string {
  const problem = usernameProblem(given);
  if (problem === undefined) return (given as string).normalize('NFC');
  throw new CliError(`The ${what} ${problem}.`);
}
