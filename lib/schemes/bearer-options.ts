import type { JwtOptions } from '../jwt/jwt-options';
import type { TokenOptions } from '../tokens/token-options';

/** Options of `bearer()`. */
export interface BearerOptions extends TokenOptions {
  /**
   * Lets callers in with a JSON Web Token. Without `tokens` beside it, no other tokens count; with it,
   * these are looked for first. Default: none.
   */
  readonly jwt?: JwtOptions;
  /**
   * `true` lets callers in with an authtoken of the directory. Without `tokens` beside it, the variables
   * with tokens do not count. Default: `false`.
   */
  readonly directory?: boolean;
  /** What the challenge calls this place: 1 to 128 printable ASCII characters. */
  readonly realm?: string;
}
