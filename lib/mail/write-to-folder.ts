import { randomBytes } from 'node:crypto';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Mail, MailError } from './mail';
import type { Sender } from './mail-settings';
import { messageId } from './send-by-smtp';

/** A mail and its folder. */
interface FolderDelivery {
  readonly mail: Mail;
  readonly sender: Sender;
  readonly folder: string;
  readonly now?: Date;
}

// Only the owner may read the files, because a link in them grants access.
const OWNER_ONLY = { flag: 'wx', mode: 0o600 } as const;

/**
 * Writes a mail to a readable text file that mail programs can open, and next to it the HTML for a browser. Prints
 * the recipient, the subject and the link.
 *
 * @throws MailError `MAIL_FAILED` if a file cannot be written.
 */
export async function writeToFolder({
  mail,
  sender,
  folder,
  now = new Date(),
}: FolderDelivery): Promise<void> {
  const time = now.toISOString().replaceAll(':', '-');
  const file = join(folder, `${time}-${randomBytes(6).toString('hex')}`);
  try {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    await writeFile(`${file}.eml`, readable(mail, sender, now), OWNER_ONLY);
    if (mail.html !== undefined) await writeFile(`${file}.html`, mail.html, OWNER_ONLY);
  } catch {
    throw new MailError('MAIL_FAILED', 'The mail cannot be written to the folder');
  }
  console.log(`Mail to ${mail.to}: ${mail.subject}`);
  if (mail.link !== undefined) console.log(mail.link);
}

// Unencoded, as in RFC 6532, so that people and programs can read and search the text.
function readable({ to, subject, text }: Mail, { name, address }: Sender, now: Date): string {
  const headers = {
    From: name === '' ? address : `"${name}" <${address}>`,
    To: to,
    Subject: subject,
    Date: now.toUTCString().replace('GMT', '+0000'),
    'Message-ID': messageId(address),
    'Auto-Submitted': 'auto-generated',
    'MIME-Version': '1.0',
    'Content-Type': 'text/plain; charset=utf-8',
    'Content-Transfer-Encoding': '8bit',
  };
  const head = Object.entries(headers).map(([header, value]) => `${header}: ${value}\n`);
  return `${head.join('')}\n${text}`;
}
