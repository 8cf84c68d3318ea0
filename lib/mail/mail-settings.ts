import type { MailSettings } from './mail';
import { readSender, type Sender } from './parse-sender';
import { readSmtpUrl, type SmtpServer } from './parse-smtp-url';

/** Everything that is wrong with the settings, by name and without values. */
interface Problems {
  readonly problems: readonly string[];
}

type Variables = Pick<MailSettings, 'smtpUrl' | 'from'>;

const NO_SENDER = 'MAIL_FROM is neither an address nor Name <address>';

/**
 * What is wrong with `SMTP_URL` and `MAIL_FROM`: names, no values.
 *
 * @returns an empty list where mails can be sent.
 *
 * @example
 * mailProblems({ smtpUrl: 'smtps://user:secret@mail.example.com' }); // ['MAIL_FROM is not set or empty']
 */
export function mailProblems(variables: Variables): readonly string[] {
  const settings = readSmtpSettings(variables);
  return 'problems' in settings ? settings.problems : [];
}

/** The server and the sender, or everything that is wrong with the two. */
export function readSmtpSettings({
  smtpUrl,
  from,
}: Variables): Problems | { readonly server: SmtpServer; readonly sender: Sender } {
  const server = smtpUrl ? readSmtpUrl(smtpUrl) : { problem: 'is not set or empty' };
  const sender = from ? readSender(from) : undefined;
  const problems = 'problem' in server ? [`SMTP_URL ${server.problem}`] : [];
  if (sender === undefined) problems.push('MAIL_FROM is not set or empty');
  if (sender === null) problems.push(NO_SENDER);
  return 'problem' in server || !sender ? { problems } : { server, sender };
}

// Nobody receives what is written to a folder, so it needs no address of somebody's own.
const NOBODY: Sender = { name: '', address: 'no-reply@localhost' };

/** The sender of mails that are written to a folder, where `MAIL_FROM` may be left out. */
export function readFolderSender(from: string | undefined): Problems | { readonly sender: Sender } {
  const sender = from ? readSender(from) : NOBODY;
  return sender === null ? { problems: [NO_SENDER] } : { sender };
}
