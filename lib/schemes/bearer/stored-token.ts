/** A token as it is kept: who presents it, and how it is recognized. */
export interface StoredToken {
  /** In Unicode normalization form C. */
  readonly username: string;
  /** As `tokenHash` makes it. */
  readonly hash: string;
  readonly limits: TokenLimits;
  /** The variable or option that it was read from. */
  readonly source: string;
  /** Where exactly, as in `line 2 of BEARER_TOKENS`. */
  readonly item: string;
}

/** What a line says of its token beside the hash. */
export interface TokenLimits {
  /** The public id. */
  readonly credentialId?: string;
  /** A text that `readExpiry` reads. */
  readonly expires?: string;
  /** Texts that `isWithin` takes for limits. */
  readonly paths?: readonly string[];
  readonly scopes?: readonly string[];
}

/** What was read, and what is wrong with it: lines by number, never by content. */
export interface TokensRead {
  readonly tokens: readonly StoredToken[];
  readonly problems: readonly string[];
}
