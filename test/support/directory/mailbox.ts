import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** A mail as it was written to a folder. */
export interface WrittenMail {
  readonly subject: string;
  readonly text: string;
  /** The secret in its link; empty where there is none. */
  readonly token: string;
}

/** The mails in a folder that went to one address, the oldest first. */
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

/** The secret in the newest mail to an address. */
export function tokenFor(folder: string, address: string): string {
  return mailsTo(folder, address).at(-1)?.token ?? '';
}
