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
