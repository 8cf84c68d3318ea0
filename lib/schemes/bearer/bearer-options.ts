import type { JwtOptions } from '../../jwt/jwt-options';
import type { TokenOptions } from './token-options';

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
  /**
   * The one account of the directory whose callers are accepted, as in `ac_4kTz0cB9vXw2LmQe`. It does not
   * limit other tokens. Default: any account.
   */
  readonly account?: string;
  /** What the challenge calls this place: 1 to 128 printable ASCII characters. */
  readonly realm?: string;
}
