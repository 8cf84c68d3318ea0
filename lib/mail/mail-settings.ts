import { parseEmail } from './email-address';
import type { MailSettings } from './mail';

/** The problems of the settings. Each text names settings and never contains their values. */
interface Problems {
  readonly problems: readonly string[];
}

type Variables = Pick<MailSettings, 'smtpUrl' | 'from'>;

const INVALID_SENDER = 'MAIL_FROM must be an address or Name <address>';

/**
 * Returns the problems of `SMTP_URL` and `MAIL_FROM`. Each text names settings and never contains their
 * values. The list is empty if mail can be sent.
 *
 * @example
 * mailProblems({ smtpUrl: 'smtps://user:secret@mail.example.com' }); // ['MAIL_FROM is required']
 */
export function mailProblems(variables: Variables): readonly string[] {
  const settings = parseSmtpSettings(variables);
  return 'problems' in settings ? settings.problems : [];
}

/** Parses the server and the sender, or returns their problems. */
export function parseSmtpSettings({
  smtpUrl,
  from,
}: Variables): Problems | { readonly server: SmtpServer; readonly sender: Sender } {
  const server = smtpUrl ? parseSmtpUrl(smtpUrl) : { problem: 'is required' };
  const sender = from ? parseSender(from) : undefined;
  const problems = 'problem' in server ? [`SMTP_URL ${server.problem}`] : [];
  if (sender === undefined) problems.push('MAIL_FROM is required');
  if (sender === null) problems.push(INVALID_SENDER);
  return 'problem' in server || !sender ? { problems } : { server, sender };
}

// Mail in a folder is not delivered, so its sender need not exist.
const FOLDER_SENDER: Sender = { name: '', address: 'no-reply@localhost' };

/** Parses the sender of mail that is written to a folder. `MAIL_FROM` is optional there. */
export function parseFolderSender(
  from: string | undefined,
): Problems | { readonly sender: Sender } {
  const sender = from ? parseSender(from) : FOLDER_SENDER;
  return sender === null ? { problems: [INVALID_SENDER] } : { sender };
}

/** The sender of mail. */
export interface Sender {
  /** The display name. Empty without one. */
  readonly name: string;
  readonly address: string;
}

const MAX_NAME = 100;
const NAMED = /^([^<>]*)<([^<>]*)>$/;
const QUOTED = /^"(.*)"$/;
// Control characters, line ends, and the characters that would end the quotes around a name.
const NOT_IN_NAME = /[\x00-\x1f\x7f-\x9f\u2028\u2029"\\]/;

/**
 * Parses `MAIL_FROM`: an address, or `Name <address>` with an optionally quoted name.
 *
 * @returns `null` if it is neither.
 */
function parseSender(given: string): Sender | null {
  const [, named = '', address = given] = NAMED.exec(given) ?? [];
  const name = named.trim().replace(QUOTED, '$1');
  if (name.length > MAX_NAME || NOT_IN_NAME.test(name)) return null;
  return parseEmail(address) !== null ? { name, address } : null;
}

/** A mail server and the connection settings. */
export interface SmtpServer {
  /** A host name or an IP address without brackets. */
  readonly host: string;
  /** The name that the certificate must contain, if it differs from `host`. */
  readonly servername?: string;
  readonly port: number;
  /** Whether the connection uses TLS from the first byte. */
  readonly secure: boolean;
  /** Whether STARTTLS is required before anything else. */
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
// In brackets, a URL has only valid IPv6 addresses (https://url.spec.whatwg.org/#concept-host-parser).
const HOST = /^(?:\[.+\]|[a-z0-9._-]+)$/;
// Not isIPv4() of node:net, because each cold start of /auth.js would load that module.
const LOOPBACK_IPV4 = /^127(?:\.(?:25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)){3}$/;
const CONTROL = /[\x00-\x1f\x7f-\x9f]/;

/**
 * Parses `SMTP_URL`: `smtp://user:password@host:port`, or `smtps:` for TLS from the start.
 *
 * @returns the server, or a problem without values.
 */
function parseSmtpUrl(given: string): SmtpServer | Problem {
  const url = URL.canParse(given) ? new URL(given) : undefined;
  const port = url && PORTS[url.protocol];
  if (url === undefined || port === undefined) return { problem: 'must be an smtp or smtps URL' };
  if (!['', '/'].includes(url.pathname) || url.search !== '' || url.hash !== '') {
    // An unencoded /, ? or # in a password also ends up there.
    return {
      problem: 'must have only a percent-encoded user and password, a host and a port',
    };
  }
  const hostname = url.hostname.toLowerCase();
  if (!HOST.test(hostname)) return { problem: 'must name a host' };
  const host = hostname.replace(/^\[(.*)\]$/, '$1');
  const login = parseLogin(url);
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

function parseLogin({ username, password }: URL): Problem | { readonly auth?: Login } {
  if (username === '' && password === '') return {};
  if (username === '' || password === '')
    return { problem: 'must have both a user and a password, or neither' };
  try {
    const auth = { user: decodeURIComponent(username), pass: decodeURIComponent(password) };
    if (!CONTROL.test(auth.user + auth.pass)) return { auth };
  } catch {
    // A % without two hexadecimal digits.
  }
  return { problem: 'must have a percent-encoded user and password' };
}

// RFC 6761 section 6.3: localhost is always the loopback address. nodemailer would query the DNS first.
function addressOf(host: string): Pick<SmtpServer, 'host' | 'servername'> {
  return host === 'localhost' ? { host: '127.0.0.1', servername: host } : { host };
}

// Only literal loopback names. Any other name, even if it resolves to loopback, requires TLS.
function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || LOOPBACK_IPV4.test(host);
}
