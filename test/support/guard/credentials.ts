/** The variables that make the one pair `basic()` knows. */
export interface PasswordVariables extends Readonly<Record<string, string>> {
  readonly USERNAME: string;
  readonly PASSWORD: string;
}

/** A pair that clients are known to stumble over, and what about it. */
export interface CredentialsCase {
  readonly what: string;
  readonly variables: PasswordVariables;
}

/** Pairs that every client has to get in with. */
export const CREDENTIALS: readonly CredentialsCase[] = [
  { what: 'plain credentials', variables: { USERNAME: 'twilio', PASSWORD: 'ahoy!' } },
  { what: 'UTF-8 credentials', variables: { USERNAME: 'søren', PASSWORD: '暗号' } },
  { what: 'a password with colons', variables: { USERNAME: 'twilio', PASSWORD: ':a:b::' } },
  {
    what: 'credentials made of URL syntax',
    variables: { USERNAME: 'ops@example.com', PASSWORD: '/?#[]@!$&()*+,;=% "\\x' },
  },
];

/** The URL with the credentials in it, percent-encoded: `http://user:password@host`. */
export function withCredentials(url: string, { USERNAME, PASSWORD }: PasswordVariables): string {
  const pair = `${encodeURIComponent(USERNAME)}:${encodeURIComponent(PASSWORD)}`;
  return url.replace('://', `://${pair}@`);
}

/** Every spelling of a secret that could end up in a log. */
export function spellingsOf({ USERNAME, PASSWORD }: PasswordVariables): readonly string[] {
  const token = Buffer.from(`${USERNAME}:${PASSWORD}`, 'utf8').toString('base64');
  return [PASSWORD, encodeURIComponent(PASSWORD), JSON.stringify(PASSWORD).slice(1, -1), token];
}
