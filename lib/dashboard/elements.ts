import { pageHeaders, readHtml } from './page';

// A page of the project may have scripts, styles, pictures, fonts and forms of its own service. It may contain data, so
// it is not stored.
const HEADERS = pageHeaders(
  [
    "default-src 'self'",
    "img-src 'self' data:",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
    "require-trusted-types-for 'script'",
    "trusted-types 'none'",
  ],
  'no-store',
);

/** What a page with the custom elements needs. */
export interface Elements {
  /** HTML for the page's `<head>`: the script and the style of this deploy, and what they need to know of the service. */
  readonly head: string;
  /** The header fields of the page. Its content security policy allows only scripts and styles of this service. */
  readonly headers: Readonly<Record<string, string>>;
}

/**
 * Returns what a page with `<auth-login>`, `<auth-user>` or `<auth-members>` needs.
 *
 * The names of the script and the style are in the private asset `/elements.html`, which the build or
 * `npx twilio-functions-auth add elements` writes.
 *
 * @throws Error if the asset was not deployed.
 * @example
 * // functions/team.ts
 * export const handler = withAuth(session({ login: true }), (context) => {
 *   const { head, headers } = elements(context);
 *   const page = `<!doctype html><html lang="en"><title>Team</title>${head}<auth-members></auth-members></html>`;
 *   return new Twilio.Response().setHeaders(headers).setBody(page);
 * });
 */
export function elements(context: object): Elements {
  return { head: readHtml('/elements.html', context), headers: HEADERS };
}
