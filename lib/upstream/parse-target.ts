/** What the variables say about the service behind, unread. */
export interface TargetVariables {
  /** `UPSTREAM_URL`. */
  readonly url: unknown;
  /** `UPSTREAM_AUTHORIZATION`, where it is set. */
  readonly authorization?: unknown;
  /** The Function's own domain and path, to tell a URL that leads back to it. */
  readonly self?: string;
}

const PROTOCOLS = ['http:', 'https:'];
// A scheme and what it takes, or anything else in visible ASCII, single spaces between.
const AUTHORIZATION = /^[\x21-\x7e]+(?: [\x21-\x7e]+)*$/;

/**
 * Reads where requests go.
 *
 * @returns the URL, or everything that is wrong with the variables: names, no values.
 */
export function parseTarget(variables: TargetVariables): URL | { readonly problems: string[] } {
  const { url: given, authorization, self } = variables;
  const url = typeof given === 'string' && URL.canParse(given) ? new URL(given) : undefined;
  const problems = urlProblems(given, url, self);
  if (authorization && !(typeof authorization === 'string' && AUTHORIZATION.test(authorization))) {
    problems.push('UPSTREAM_AUTHORIZATION is no value of an Authorization field');
  }
  return url !== undefined && problems.length === 0 ? url : { problems };
}

function urlProblems(given: unknown, url: URL | undefined, self?: string): string[] {
  if (given === undefined || given === '') return ['UPSTREAM_URL is not set or empty'];
  if (url === undefined || !PROTOCOLS.includes(url.protocol)) {
    return ['UPSTREAM_URL is no http or https URL'];
  }
  return [
    ...(url.username === '' && url.password === ''
      ? []
      : ['UPSTREAM_URL has credentials in it; they belong in UPSTREAM_AUTHORIZATION']),
    ...(url.host + url.pathname === self ? ['UPSTREAM_URL leads back to this Function'] : []),
  ];
}
