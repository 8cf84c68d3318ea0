/** A service that answers, wherever it runs. */
export interface Service {
  /** Without a slash at the end: `${url}/basic`. */
  readonly url: string;
  /** What its Functions and its server have printed so far. */
  logs(): string;
  close(): Promise<void>;
}

/** The variables that most tests use. */
export const VARIABLES = { USERNAME: 'twilio', PASSWORD: 'ahoy!' };
