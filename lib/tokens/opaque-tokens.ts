import type { ReadTokenPart } from '../schemes/token-part';
import type { TokenOptions } from './token-options';

/** The tokens of the options and the variables, for the scheme of that name. */
export function opaqueTokens(scheme: string, options: TokenOptions): ReadTokenPart {
  const part = { problems: [`${scheme} has no tokens yet`], warnings: [], accepts: [] };
  return () => ({ ...part, check: () => ({ status: 'absent', options }) });
}
