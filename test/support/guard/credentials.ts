/** The variables with the only user of `basic()`. */
export interface PasswordVariables extends Readonly<Record<string, string>> {
  readonly USERNAME: string;
  readonly PASSWORD: string;
}

/** A username and password that are difficult for clients, with the reason. */
export interface CredentialsCase {
  readonly what: string;
  readonly variables: PasswordVariables;
}

const PLAIN = { what: 'plain credentials', variables: { USERNAME: 'twilio', PASSWORD: 'ahoy!' } };
// Lists require passwords of eight characters.
const OTHERS: readonly CredentialsCase[] = [
  { what: 'UTF-8 credentials', variables: { USERNAME: 'søren', PASSWORD: '暗号がぎ暗号がぎ' } },
  { what: 'a password with colons', variables: { USERNAME: 'ops', PASSWORD: ':a:b::c::' } },
  {
    what: 'credentials made of URL syntax',
    variables: { USERNAME: 'ops@example.com', PASSWORD: '/?#[]@!$&()*+,;=% "\\x' },
  },
];

/** Credentials that must work with every client. */
export const CREDENTIALS: readonly CredentialsCase[] = [PLAIN, ...OTHERS];

/** The variables of a service that accepts all of {@link CREDENTIALS}. */
export const ALL_CREDENTIALS: PasswordVariables = {
  ...PLAIN.variables,
  ...Object.fromEntries(
    OTHERS.map(({ variables: { USERNAME, PASSWORD } }, index) => [
      `BASIC_AUTH_CREDENTIALS_${index}`,
      `${USERNAME}:${PASSWORD}`,
    ]),
  ),
};

/** Returns the URL with percent-encoded credentials: `http://user:password@host`. */
export function withCredentials(url: string, { USERNAME, PASSWORD }: PasswordVariables): string {
  const pair = `${encodeURIComponent(USERNAME)}:${encodeURIComponent(PASSWORD)}`;
  return url.replace('://', `://${pair}@`);
}

/** Returns every spelling of a secret that could appear in a log. */
export function spellingsOf({ USERNAME, PASSWORD }: PasswordVariables): readonly string[] {
  const token = Buffer.from(`${USERNAME}:${PASSWORD}`, 'utf8').toString('base64');
  return [PASSWORD, encodeURIComponent(PASSWORD), JSON.stringify(PASSWORD).slice(1, -1), token];
}
