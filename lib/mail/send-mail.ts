import { parseEmail } from './email-address';
import { type Mail, MailError, type MailSettings } from './mail';
import { parseFolderSender, parseSmtpSettings } from './mail-settings';
import { sendBySmtp } from './send-by-smtp';
import { writeToFolder } from './write-to-folder';

/**
 * Sends a mail by the server in the settings, or writes it to the folder in the settings.
 *
 * @throws MailError `MAIL_NOT_CONFIGURED`, `MAIL_INVALID` or `MAIL_FAILED` if the mail was not sent.
 */
export async function sendMail(mail: Mail, settings: MailSettings): Promise<void> {
  const invalid = invalidPart(mail);
  if (invalid !== undefined) {
    throw new MailError('MAIL_INVALID', `The mail's ${invalid} is not valid`);
  }
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

// Characters that could start another header line. The text may contain line ends and tabs.
const NOT_IN_A_LINE = /[\p{Cc}\p{Zl}\p{Zp}]/u;
const NOT_IN_TEXT = /[^\P{Cc}\n\t]/u;
const LINK = /^https?:\/\/[\x21-\x7e]+$/;

function invalidPart({ to, subject, text, html = '', link }: Mail): keyof Mail | undefined {
  if (parseEmail(to) === null) return 'to';
  if (NOT_IN_A_LINE.test(subject)) return 'subject';
  if (NOT_IN_TEXT.test(text)) return 'text';
  if (NOT_IN_TEXT.test(html)) return 'html';
  return link === undefined || LINK.test(link) ? undefined : 'link';
}
