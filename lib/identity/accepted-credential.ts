/** One user's credential, without its secret. */
export interface AcceptedCredential {
  readonly username: string;
  /** How the password or token is stored. */
  readonly format:
    | 'plain'
    | 'scrypt'
    | 'bcrypt'
    | 'argon2id'
    | 'sha256'
    | 'jwt'
    | 'directory'
    /** Whomever a function of the project's own accepts. */
    | 'verify';
  /** Whether `PASSWORD_PEPPER` was mixed into the hash. */
  readonly peppered: boolean;
  /** Where it is configured: a variable, an asset or an option, by name. */
  readonly source: string;
  /** The public id of a token, where it has one. */
  readonly credentialId?: string;
  /** Until when it counts, as it is configured: `2027-01-31`, or a time. Default: for ever. */
  readonly expires?: string;
  /** The paths it counts for: `/path`, or `/path/*`. Default: all of them. */
  readonly paths?: readonly string[];
  /** What it may be used for. Default: it does not say. */
  readonly scopes?: readonly string[];
  /** Of callers of the directory: the one account that they have to be in. Default: any. */
  readonly account?: string;
  /** Of sessions: how far they have to have come. */
  readonly status?: readonly string[];
}
