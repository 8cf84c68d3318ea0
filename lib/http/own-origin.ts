/** The variables that name the service. */
export interface ServiceNames {
  readonly PUBLIC_URL: string | undefined;
  readonly DOMAIN_NAME: string | undefined;
}

/**
 * Returns the service's own origin, as browsers write it: that of `PUBLIC_URL`, or of the domain. The platform
 * sets `DOMAIN_NAME`, so the caller cannot choose it. Locally it is `localhost` and a port.
 *
 * @returns undefined if `PUBLIC_URL` is not an https URL.
 */
export function ownOrigin({ PUBLIC_URL, DOMAIN_NAME = '' }: ServiceNames): string | undefined {
  const isLocal = /^(?:localhost|127\.0\.0\.1)(?::\d+)?$/.test(DOMAIN_NAME);
  const url = PUBLIC_URL ?? `${isLocal ? 'http' : 'https'}://${DOMAIN_NAME}`;
  if (!URL.canParse(url)) return undefined;
  const { origin, protocol } = new URL(url);
  return protocol === 'https:' || isLocal ? origin : undefined;
}
