/** A link, and who is to open it. */
export interface Acceptance {
  readonly origin: string;
  readonly token: string;
  readonly email: string;
  /** Whether the address has a user, who logs in to accept. */
  readonly hasUser: boolean;
}

const JSON_BODY = "-H 'Content-Type: application/json' -d @-";

/**
 * How an invitation is accepted in a terminal. What is secret is typed, not an argument: the shell would
 * keep it in its history.
 */
export function acceptLines({ origin, token, email, hasUser }: Acceptance): string {
  const call = (path: string, more = '') => `  curl${more} ${JSON_BODY} ${origin}/session/${path}`;
  if (!hasUser) {
    const body = { json: true, token, name: 'YOUR NAME', password: 'FIFTEEN CHARACTERS OR MORE' };
    return `Without a page for it, accept it in a terminal. Run the first line, then paste the second
with a name and a password of your own, and end with Ctrl-D:

${call('sign-up-by-invitation')}
  ${JSON.stringify(body)}`;
  }
  return `${email} has a user already, who logs in to accept it. Without a page for it, in a terminal:
run each of the first lines, paste what is below it, and end with Ctrl-D. Whoever has a second
factor gives it between the two, to ${origin}/session/second-factor.

${call('log-in', ' -c session.txt')}
  ${JSON.stringify({ json: true, email, password: 'YOUR PASSWORD' })}

${call('accept-invitation', ` -b session.txt -c session.txt -H 'Origin: ${origin}'`)}
  ${JSON.stringify({ json: true, token })}

session.txt holds the session: delete it afterwards.`;
}
