/** Where opaque tokens come from, for `bearer()` and `apiKey()`. Everything adds up. */
export interface TokenOptions {
  /**
   * Tokens beside those of the variables: lines `name:hash`, as `npm run credentials -- token` prints
   * them. An empty array: none beside these.
   */
  readonly tokens?: string | readonly string[];
  /** `false` leaves out the variables with tokens. Default: `true`. */
  readonly variables?: boolean;
}
