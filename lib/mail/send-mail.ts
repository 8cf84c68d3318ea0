import { parseEmail } from './email-address';
import { type Mail, MailError, type MailSettings } from './mail';
import { parseFolderSender, parseSmtpSettings } from './mail-settings';
import { sendBySmtp } from './send-by-smtp';
import { writeToFolder } from './write-to-folder';

/**
 * Hands one mail over to the server that the settings name, or writes it to their folder.
 *
 * @throws MailError where it was not handed over: `MAIL_NOT_CONFIGURED`, `MAIL_INVALID` or
 * `MAIL_FAILED`.
 */
export async function sendMail(mail: Mail, settings: MailSettings): Promise<void> {
  const wrong = wrongField(mail);
  if (wrong !== undefined) throw new MailError('MAIL_INVALID', `The mail's ${wrong} is not valid`);
  const { smtpUrl, from, folder, timeLimitMs } = settings;
  if (!smtpUrl && folder) {
    const local = parseFolderSender(from);
    if ('problems' in local) throw notConfigured(local.problems);
    return writeToFolder({ mail, folder, ...local });
  }
  const smtp = parseSmtpSettings({ smtpUrl, from });
  if ('problems' in smtp) throw notConfigured(smtp.problems);
  return sendBySmtp({ mail, ...smtp, timeLimitMs });
}

function notConfigured(problems: readonly string[]): MailError {
  return new MailError('MAIL_NOT_CONFIGURED', `Mail is not configured: ${problems.join('; ')}`);
}

// Whatever could begin a line of its own. Within the text, lines and tabs are what they are.
const NOT_IN_A_LINE = /[\p{Cc}\p{Zl}\p{Zp}]/u;
const NOT_IN_TEXT = /[^\P{Cc}\n\t]/u;
const LINK = /^https?:\/\/[\x21-\x7e]+$/;

function wrongField({ to, subject, text, link }: Mail): keyof Mail | undefined {
  if (parseEmail(to) === null) return 'to';
  if (NOT_IN_A_LINE.test(subject)) return 'subject';
  if (NOT_IN_TEXT.test(text)) return 'text';
  return link === undefined || LINK.test(link) ? undefined : 'link';
}
