/** One plain-text mail to one person. */
export interface Mail {
  /** Whom it goes to: one bare address, without a display name. */
  readonly to: string;
  /** One line, without control characters. */
  readonly subject: string;
  /** UTF-8, with `\n` between lines. */
  readonly text: string;
  /** The http(s) link that the text has on a line of its own; printed where mails go to a folder. */
  readonly link?: string;
}

/** How mails leave. With `smtpUrl` set, `folder` does not count. An empty text counts as not set. */
export interface MailSettings {
  /** `SMTP_URL`: `smtp://` or `smtps://`, with a user and a password percent-encoded in it. */
  readonly smtpUrl?: string | undefined;
  /** `MAIL_FROM`: an address, or `Name <address>`. */
  readonly from?: string | undefined;
  /** Where mails are written to in place of being sent, for local work. */
  readonly folder?: string | undefined;
  /** How long sending may take, in milliseconds. Default: 6000. */
  readonly timeLimitMs?: number | undefined;
}

/**
 * Why a mail was not handed over. `MAIL_INVALID` is a mail that cannot be sent to one person as it
 * is; `MAIL_FAILED` is the server's doing, the network's or the folder's, and may be tried again.
 */
export type MailErrorCode = 'MAIL_NOT_CONFIGURED' | 'MAIL_INVALID' | 'MAIL_FAILED';

/**
 * A mail that was not handed over. Its message never has the SMTP password, an address, the link or
 * the mail's text in it, and nothing that the server said but its status: servers quote what they
 * refuse. Tell it by `code`: /mail.js and /directory.js each have a class of their own.
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
