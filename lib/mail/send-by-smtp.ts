import { randomUUID } from 'node:crypto';
import { domainToASCII } from 'node:url';
import { createTransport } from 'nodemailer';
import { type Mail, MailError } from './mail';
import type { Sender, SmtpServer } from './mail-settings';

/** A mail, and the server that is to have it. */
interface Delivery {
  readonly mail: Mail;
  readonly server: SmtpServer;
  readonly sender: Sender;
  readonly timeLimitMs: number | undefined;
}

// https://www.twilio.com/docs/serverless/functions-assets/functions/request-flow: a Function has 10
// seconds, and more to do than this. The whole is limited as well as its parts: a server that sends
// a byte now and then is never idle.
const TIME_LIMIT_MS = 6_000;

const TRANSPORT = {
  connectionTimeout: 4_000,
  greetingTimeout: 4_000,
  socketTimeout: 5_000,
  // No connection outlives its mail: a container may be frozen as soon as its Function has answered.
  socketCloseTimeout: 0,
  // With a login in SMTP_URL, a server that offers none gets no mail.
  forceAuth: true,
  disableFileAccess: true,
  disableUrlAccess: true,
} as const;

/**
 * Hands a mail over to an SMTP server (RFC 5321), over a connection of its own.
 *
 * @throws MailError `MAIL_FAILED` where the server did not take it, or not in time.
 */
export async function sendBySmtp({
  mail: { to, subject, text },
  server,
  sender,
  timeLimitMs = TIME_LIMIT_MS,
}: Delivery): Promise<void> {
  const transport = createTransport({ ...TRANSPORT, ...server });
  const signal = AbortSignal.timeout(timeLimitMs);
  try {
    await transport.sendMail({
      from: sender,
      to: { name: '', address: to },
      envelope: { from: sender.address, to: [to] },
      subject,
      text,
      messageId: messageId(sender.address),
      // RFC 3834 section 5: out-of-office replies are not for machines.
      headers: { 'Auto-Submitted': 'auto-generated' },
      signal,
    });
  } catch (reason) {
    const what = signal.aborted ? `${timeLimitMs} ms are over` : describe(reason);
    throw new MailError('MAIL_FAILED', `The mail server did not take the mail: ${what}`);
  }
}

const NAME_OF_ERROR = /^[A-Z][A-Z0-9_]*$/;

// nodemailer's code, that of Node.js, and the status of the server's reply (RFC 5321 section 4.2.1),
// never the reply: servers quote addresses, logins and texts there.
function describe(reason: unknown): string {
  const { code, originalCode, responseCode } = Object(reason);
  const names = [code, originalCode].filter(
    (name) => typeof name === 'string' && NAME_OF_ERROR.test(name),
  );
  const status = typeof responseCode === 'number' ? [responseCode] : [];
  return [...names, ...status].join(' ') || 'an unknown error';
}

/** A Message-ID that no other mail has, at the sender's domain (RFC 5322 section 3.6.4). */
export function messageId(senderAddress: string): string {
  const domain = senderAddress.slice(senderAddress.lastIndexOf('@') + 1);
  return `<${randomUUID()}@${domainToASCII(domain)}>`;
}
