/** What the Function of the page tells it about the service. */
export interface Config {
  /** The only origin from which the service accepts changes, such as `https://example-1234.twil.io`. */
  readonly origin: string;
  /** The service's name: its host. */
  readonly service: string;
  /** Whether new users may sign up without an invitation. */
  readonly signUp: boolean;
  /** Whether the service sends codes by phone. */
  readonly phoneCodes: boolean;
}

/** Reads the configuration that the Function wrote into the page. */
function readConfig(): Config {
  const meta = document.querySelector<HTMLMetaElement>('meta[name="auth-config"]');
  return JSON.parse(meta?.content ?? '{}') as Config;
}

export const config: Config = readConfig();
