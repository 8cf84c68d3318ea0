import { usernameProblem } from '../../lib/http/credential-text';
import { OperatorError } from '../main';

/**
 * The username that the operator gave, in Unicode normalization form C.
 *
 * @throws OperatorError for one that cannot be sent.
 */
export function readUsername(given: string | undefined, what = 'username'): string {
  const problem = usernameProblem(given);
  if (problem === undefined) return (given as string).normalize('NFC');
  throw new OperatorError(`The ${what} ${problem}.`);
}
