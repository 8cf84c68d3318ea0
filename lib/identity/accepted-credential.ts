/** A credential that a scheme accepts, without its secret. */
export interface AcceptedCredential {
  readonly username: string;
  /** The format in which the password or token is stored. */
  readonly format:
    | 'plain'
    | 'scrypt'
    | 'bcrypt'
    | 'argon2id'
    | 'sha256'
    | 'jwt'
    | 'directory'
    /** The users that the project's own `verify` function accepts. */
    | 'verify';
  /** Whether `PASSWORD_PEPPER` was mixed into the hash. */
  readonly peppered: boolean;
  /** The name of the variable, asset or option that configures the credential. */
  readonly source: string;
  /** The public id of a token, if it has one. */
  readonly credentialId?: string;
  /** The configured expiry, a date such as `2027-01-31` or a time. Default: none. */
  readonly expires?: string;
  /** The paths for which the credential is valid: `/path`, or `/path/*`. Default: all. */
  readonly paths?: readonly string[];
  /** The scopes of the credential. Undefined if it has none. */
  readonly scopes?: readonly string[];
  /** The one directory account that callers must act in. Default: any. */
  readonly account?: string;
  /** The session statuses that are accepted. Set for sessions only. */
  readonly status?: readonly string[];
}
