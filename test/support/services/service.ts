/** A running service in any environment. */
export interface Service {
  /** Without a slash at the end: `${url}/basic`. */
  readonly url: string;
  /** Returns the output of its Functions and its server. */
  logs(): string;
  close(): Promise<void>;
}

/** The variables that most tests use. */
export const VARIABLES = { USERNAME: 'twilio', PASSWORD: 'ahoy!' };
