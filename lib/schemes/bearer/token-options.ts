/** Where opaque tokens come from, for `bearer()` and `apiKey()`. Everything adds up. */
export interface TokenOptions {
  /**
   * Tokens beside those of the variables: lines `name:hash`, or an array of such lines. The hash is the
   * token's SHA-256 in base64url or hexadecimal digits; the token's id and a dot may stand before it,
   * and `expires=2027-01-31`, `paths=/status,/hooks/*` and `scopes=read,write` behind it. An empty
   * array: none beside those of the variables.
   */
  readonly tokens?: string | readonly string[];
  /** `false` leaves out the variables with tokens. Default: `true`. */
  readonly variables?: boolean;
}
