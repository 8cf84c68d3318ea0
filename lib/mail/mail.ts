/** A mail to one person, as text and optionally as HTML. */
export interface Mail {
  /** The recipient: one address without a display name. */
  readonly to: string;
  /** One line without control characters. */
  readonly subject: string;
  /** The text in UTF-8, with `\n` between lines. */
  readonly text: string;
  /** The same content as a document in HTML. Default: the mail is text only. */
  readonly html?: string;
  /** The http or https link on a separate line of the text. It is printed if mail goes to a folder. */
  readonly link?: string;
}

/** The settings for sending mail. `smtpUrl` overrides `folder`. An empty text is the same as undefined. */
export interface MailSettings {
  /** `SMTP_URL`: `smtp://` or `smtps://`, with a percent-encoded user and password. */
  readonly smtpUrl?: string | undefined;
  /** `MAIL_FROM`: an address, or `Name <address>`. */
  readonly from?: string | undefined;
  /** The folder to which mail is written instead of being sent, for local development. */
  readonly folder?: string | undefined;
  /** The time limit for sending in milliseconds. Default: 6000. */
  readonly timeLimitMs?: number | undefined;
}

/**
 * The reason why mail was not sent. `MAIL_INVALID`: the mail itself is invalid. `MAIL_FAILED`: the server, the
 * network or the folder failed, and sending may be tried again.
 */
export type MailErrorCode = 'MAIL_NOT_CONFIGURED' | 'MAIL_INVALID' | 'MAIL_FAILED';

/**
 * The error for mail that was not sent.
 *
 * Its message never contains the SMTP password, an address, the link or the mail's text. From the server's
 * reply it contains only the status, because servers quote what they refuse. Identify the error by `code`,
 * because /mail.js and /directory.js each have a separate class.
 */
export class MailError extends Error {
  override readonly name = 'MailError';

  constructor(
    readonly code: MailErrorCode,
    message: string,
  ) {
    super(message);
  }
}
