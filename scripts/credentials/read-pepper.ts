import { readBasicVariables } from '../../lib/config';
import { parseBasicSettings } from '../../lib/schemes/basic/basic-settings';
import type { EnvVariables } from '../env-file';
import { OperatorError } from '../main';

/**
 * The pepper to mix into a new hash; `undefined`: none.
 *
 * @throws OperatorError for one that the library refuses.
 */
export function readPepper(
  variables: EnvVariables,
  { pepper: isWanted }: { readonly pepper: boolean },
): string | undefined {
  const { PASSWORD_PEPPER: pepper } = variables;
  if (!isWanted || !pepper) return undefined;
  const given = { htpasswd: false, variables: false, verify: () => null } as const;
  const { problems } = parseBasicSettings(given, readBasicVariables({ PASSWORD_PEPPER: pepper }));
  if (problems.length === 0) return pepper;
  throw new OperatorError(`${problems.join('\n')}\nLengthen it, or leave it out with --no-pepper.`);
}
