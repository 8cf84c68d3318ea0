import { relative } from 'node:path';

/** A link for the first account, as it is printed. */
export interface PrintedLink {
  readonly link: string;
  readonly expiresAt: Date;
}

/** What a started service offers. */
export interface StartedService {
  /** Such as `http://localhost:3000`. */
  readonly url: string;
  /** The program in front of it, or `null` without an edge. */
  readonly edge: string | null;
  /** The number of Functions. */
  readonly functions: number;
  /** The dashboard's URL, or `null` without a dashboard or a database. */
  readonly dashboard: string | null;
  /** The link for the first account, or `null` if there is an account. */
  readonly firstAccount: PrintedLink | null;
  /** The folder of its mail, or `null` if a server sends it. */
  readonly mailFolder: string | null;
}

/** Returns what `npm start` prints about a service, in lines for a terminal. */
export function startMessage(service: StartedService, folder = process.cwd()): string {
  const { url, edge, functions, dashboard, firstAccount, mailFolder } = service;
  const rows: [string, string][] = [['Service', url]];
  if (edge !== null) rows.push(['Edge', edge]);
  if (dashboard !== null) rows.push(['Dashboard', dashboard]);
  if (dashboard !== null && mailFolder !== null) {
    rows.push(['Mail', `${relative(folder, mailFolder) || '.'} (links are also printed here)`]);
  }
  rows.push(['Functions', `${functions}, listed by npm start -- --verbose`]);
  const lines = rows.map(([name, value]) => `  ${name.padEnd(11)}${value}`);
  return `\n${lines.join('\n')}\n${firstAccount === null ? '' : describe(firstAccount)}`;
}

function describe({ link, expiresAt }: PrintedLink): string {
  const until = expiresAt.toISOString().slice(0, 16).replace('T', ' ');
  return `
There is no account yet. This link creates the first one and its administrator:

  ${link}

It works once, until ${until} UTC. Do not pass it on.`;
}
