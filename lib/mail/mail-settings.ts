import { isIP, isIPv4 } from 'node:net';
import { parseEmail } from './email-address';
import type { MailSettings } from './mail';

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
  const settings = parseSmtpSettings(variables);
  return 'problems' in settings ? settings.problems : [];
}

/** The server and the sender, or everything that is wrong with the two. */
export function parseSmtpSettings({
  smtpUrl,
  from,
}: Variables): Problems | { readonly server: SmtpServer; readonly sender: Sender } {
  const server = smtpUrl ? parseSmtpUrl(smtpUrl) : { problem: 'is not set or empty' };
  const sender = from ? parseSender(from) : undefined;
  const problems = 'problem' in server ? [`SMTP_URL ${server.problem}`] : [];
  if (sender === undefined) problems.push('MAIL_FROM is not set or empty');
  if (sender === null) problems.push(NO_SENDER);
  return 'problem' in server || !sender ? { problems } : { server, sender };
}

// Nobody receives what is written to a folder, so it needs no address of somebody's own.
const NOBODY: Sender = { name: '', address: 'no-reply@localhost' };

/** The sender of mails that are written to a folder, where `MAIL_FROM` may be left out. */
export function parseFolderSender(
  from: string | undefined,
): Problems | { readonly sender: Sender } {
  const sender = from ? parseSender(from) : NOBODY;
  return sender === null ? { problems: [NO_SENDER] } : { sender };
}

/** Whom mails come from. */
export interface Sender {
  /** The display name; empty where there is none. */
  readonly name: string;
  readonly address: string;
}

const MAX_NAME = 100;
const NAMED = /^([^<>]*)<([^<>]*)>$/;
const QUOTED = /^"(.*)"$/;
// What ends a line, and what would end the quotes around a name.
const NOT_IN_NAME = /[\p{Cc}\p{Zl}\p{Zp}"\\]/u;

/**
 * Reads `MAIL_FROM`: an address, or `Name <address>`, where the name may be in quotes.
 *
 * @returns `null` where it is neither.
 */
function parseSender(given: string): Sender | null {
  const [, named = '', address = given] = NAMED.exec(given) ?? [];
  const name = named.trim().replace(QUOTED, '$1');
  if (name.length > MAX_NAME || NOT_IN_NAME.test(name)) return null;
  return parseEmail(address) !== null ? { name, address } : null;
}

/** The mail server, and how it is talked to. */
export interface SmtpServer {
  /** A name or an address, without brackets. */
  readonly host: string;
  /** The name that its certificate has to be for, where it is not `host`. */
  readonly servername?: string;
  readonly port: number;
  /** TLS from the first byte on. */
  readonly secure: boolean;
  /** Whether nothing is sent before STARTTLS. */
  readonly requireTLS: boolean;
  readonly auth?: Login;
}

interface Login {
  readonly user: string;
  readonly pass: string;
}

interface Problem {
  readonly problem: string;
}

// RFC 8314 section 3: 465 for TLS from the start, 587 for STARTTLS.
const PORTS: Readonly<Record<string, number>> = { 'smtp:': 587, 'smtps:': 465 };
const HOST_NAME = /^[a-z0-9._-]+$/;
const CONTROL = /\p{Cc}/u;

/**
 * Reads `SMTP_URL`: `smtp://user:password@host:port`, or `smtps:` for TLS from the start.
 *
 * @returns the server, or what is wrong: no values.
 */
function parseSmtpUrl(given: string): SmtpServer | Problem {
  const url = URL.canParse(given) ? new URL(given) : undefined;
  const port = url && PORTS[url.protocol];
  if (url === undefined || port === undefined) return { problem: 'is no smtp or smtps URL' };
  if (!['', '/'].includes(url.pathname) || url.search !== '' || url.hash !== '') {
    // A password with / ? or # in it ends up there, too.
    return {
      problem: 'has more in it than a percent-encoded user and password, a host and a port',
    };
  }
  const host = url.hostname.toLowerCase().replace(/^\[(.*)\]$/, '$1');
  if (isIP(host) === 0 && !HOST_NAME.test(host)) return { problem: 'names no host' };
  const login = readLogin(url);
  if ('problem' in login) return login;
  const secure = url.protocol === 'smtps:';
  return {
    ...addressOf(host),
    port: Number(url.port) || port,
    secure,
    requireTLS: !secure && !isLoopback(host),
    ...login,
  };
}

function readLogin({ username, password }: URL): Problem | { readonly auth?: Login } {
  if (username === '' && password === '') return {};
  if (username === '' || password === '') return { problem: 'has a user or a password alone' };
  try {
    const auth = { user: decodeURIComponent(username), pass: decodeURIComponent(password) };
    if (!CONTROL.test(auth.user + auth.pass)) return { auth };
  } catch {
    // A lone % in either.
  }
  return { problem: 'has a user or a password that is not percent-encoded text' };
}

// RFC 6761 section 6.3: localhost is always the loopback address. nodemailer asks the DNS first.
function addressOf(host: string): Pick<SmtpServer, 'host' | 'servername'> {
  return host === 'localhost' ? { host: '127.0.0.1', servername: host } : { host };
}

// Only what is plainly so: whatever else leads back here has to speak TLS.
function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || (isIPv4(host) && host.startsWith('127.'));
}
