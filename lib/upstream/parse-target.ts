/** The variables of the upstream service, before validation. */
export interface TargetVariables {
  /** `UPSTREAM_URL`. */
  readonly url: unknown;
  /** `UPSTREAM_AUTHORIZATION`, if it is set. */
  readonly authorization?: unknown;
  /** The Function's own domain and path, to detect a URL that leads back to the Function. */
  readonly self?: string;
}

const PROTOCOLS = ['http:', 'https:'];
// A scheme and its parameters: visible ASCII with single spaces.
const AUTHORIZATION = /^[\x21-\x7e]+(?: [\x21-\x7e]+)*$/;

/**
 * Parses the URL of the upstream service.
 *
 * @returns the URL, or the problems of the variables. A problem names a variable and never its value.
 */
export function parseTarget(variables: TargetVariables): URL | { readonly problems: string[] } {
  const { url: given, authorization, self } = variables;
  const url = typeof given === 'string' && URL.canParse(given) ? new URL(given) : undefined;
  const problems = urlProblems(given, url, self);
  if (authorization && !(typeof authorization === 'string' && AUTHORIZATION.test(authorization))) {
    problems.push('UPSTREAM_AUTHORIZATION must be a valid Authorization header');
  }
  return url !== undefined && problems.length === 0 ? url : { problems };
}

function urlProblems(given: unknown, url: URL | undefined, self?: string): string[] {
  if (given === undefined || given === '') return ['UPSTREAM_URL is required'];
  if (url === undefined || !PROTOCOLS.includes(url.protocol)) {
    return ['UPSTREAM_URL must be an http or https URL'];
  }
  return [
    ...(url.username === '' && url.password === ''
      ? []
      : ['UPSTREAM_URL must not contain credentials: put them in UPSTREAM_AUTHORIZATION']),
    ...(url.host + url.pathname === self
      ? ['UPSTREAM_URL must not lead back to this Function']
      : []),
  ];
}
