/** The purpose of a link in an email. */
export type LinkKind = 'invitation' | 'reset' | 'sign-up' | 'email';

/** A link's purpose and secret. */
export interface NewLink {
  readonly kind: LinkKind;
  readonly token: string;
}

/**
 * Returns the link of an email, as in `https://reports-1234.twil.io/account#reset=TOKEN`. The secret is in
 * the fragment, which browsers do not send, so neither a server's log nor another site's referrer contains
 * it.
 *
 * @param origin - the service's own.
 */
export function linkTo(origin: string, { kind, token }: NewLink): string {
  return `${origin}/account#${kind}=${token}`;
}

/** Returns the service's name in emails: its host. */
export function serviceNameOf(origin: string): string {
  return new URL(origin).host;
}
