import { readBasicVariables } from '../../lib/config';
import { parseBasicSettings } from '../../lib/schemes/basic/basic-settings';
import type { EnvVariables } from '../project/env-file';
import { CliError } from '../run-command';

/**
 * The pepper to mix into a new hash; `undefined`: none.
 *
 * @throws CliError for one that the library refuses.
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
  throw new CliError(`${problems.join('\n')}\nLengthen it, or leave it out with --no-pepper.`);
}
