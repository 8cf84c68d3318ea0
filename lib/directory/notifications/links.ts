/** What a link in a mail is for. */
export type LinkKind = 'invitation' | 'reset' | 'sign-up';

/** A link's purpose, and the secret that it carries. */
export interface NewLink {
  readonly kind: LinkKind;
  readonly token: string;
}

/**
 * The link of a mail, as in `https://reports-1234.twil.io/account#reset=TOKEN`. The secret is in the
 * fragment, which browsers do not send: no server's log has it, nor any other site's as the referrer.
 *
 * @param origin - the service's own.
 */
export function linkTo(origin: string, { kind, token }: NewLink): string {
  return `${origin}/account#${kind}=${token}`;
}

/** What mails call the service: its host. */
export function serviceNameOf(origin: string): string {
  return new URL(origin).host;
}
