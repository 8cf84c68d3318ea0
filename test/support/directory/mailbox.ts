import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** A mail that was written to a folder. */
export interface WrittenMail {
  readonly subject: string;
  readonly text: string;
  /** The secret in its link, or empty without a link. */
  readonly token: string;
}

/** Returns the mails in a folder to one address, the oldest first. */
export function mailsTo(folder: string, address: string): readonly WrittenMail[] {
  return readdirSync(folder)
    .sort()
    .map((file) => readFileSync(join(folder, file), 'utf8'))
    .filter((mail) => mail.includes(`\nTo: ${address}\n`))
    .map((mail) => ({
      subject: /^Subject: (.*)$/m.exec(mail)?.[1] ?? '',
      text: mail.slice(mail.indexOf('\n\n') + 2),
      token: /#[a-z-]+=(\w+)$/m.exec(mail)?.[1] ?? '',
    }));
}

/** Returns the secret in the newest mail to an address. */
export function tokenFor(folder: string, address: string): string {
  return mailsTo(folder, address).at(-1)?.token ?? '';
}
