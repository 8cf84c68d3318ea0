import { randomUUID } from 'node:crypto';
import { domainToASCII } from 'node:url';
import { createTransport } from 'nodemailer';
import { type Mail, MailError } from './mail';
import type { Sender, SmtpServer } from './mail-settings';

/** A mail and its server. */
interface SmtpDelivery {
  readonly mail: Mail;
  readonly server: SmtpServer;
  readonly sender: Sender;
  readonly timeLimitMs: number | undefined;
}

// https://www.twilio.com/docs/serverless/functions-assets/functions/request-flow: a Function has 10
// seconds, and more to do than this. The whole call has a limit in addition to its parts, because a server
// that sends single bytes is never idle.
const TIME_LIMIT_MS = 6_000;

const TRANSPORT = {
  connectionTimeout: 4_000,
  greetingTimeout: 4_000,
  socketTimeout: 5_000,
  // The connection is closed with its mail, because a container may be frozen after its Function's response.
  socketCloseTimeout: 0,
  // If SMTP_URL has a login, a server without authentication gets no mail.
  forceAuth: true,
  disableFileAccess: true,
  disableUrlAccess: true,
} as const;

/**
 * Sends a mail to an SMTP server (RFC 5321) over a new connection.
 *
 * @throws MailError `MAIL_FAILED` if the server does not accept the mail in time.
 */
export async function sendBySmtp({
  mail: { to, subject, text, html },
  server,
  sender,
  timeLimitMs = TIME_LIMIT_MS,
}: SmtpDelivery): Promise<void> {
  const transport = createTransport({ ...TRANSPORT, ...server });
  const signal = AbortSignal.timeout(timeLimitMs);
  try {
    await transport.sendMail({
      from: sender,
      to: { name: '', address: to },
      envelope: { from: sender.address, to: [to] },
      subject,
      text,
      ...(html !== undefined && { html }),
      messageId: messageId(sender.address),
      // RFC 3834 section 5: prevents out-of-office replies.
      headers: { 'Auto-Submitted': 'auto-generated' },
      signal,
    });
  } catch (reason) {
    const cause = signal.aborted ? `no reply within ${timeLimitMs} ms` : describe(reason);
    throw new MailError('MAIL_FAILED', `The mail server did not accept the mail: ${cause}`);
  }
}

const ERROR_NAME = /^[A-Z][A-Z0-9_]*$/;

// The codes of nodemailer and Node.js, and the status of the server's reply (RFC 5321 section 4.2.1). Never
// the reply itself, because servers quote addresses, logins and texts in it.
function describe(reason: unknown): string {
  const { code, originalCode, responseCode } = Object(reason);
  const names = [code, originalCode].filter(
    (name) => typeof name === 'string' && ERROR_NAME.test(name),
  );
  const status = typeof responseCode === 'number' ? [responseCode] : [];
  return [...names, ...status].join(' ') || 'an unknown error';
}

/** Returns a unique Message-ID at the sender's domain (RFC 5322 section 3.6.4). */
export function messageId(senderAddress: string): string {
  const domain = senderAddress.slice(senderAddress.lastIndexOf('@') + 1);
  return `<${randomUUID()}@${domainToASCII(domain)}>`;
}
