import { isIP, isIPv4 } from 'node:net';

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
export function readSmtpUrl(given: string): SmtpServer | Problem {
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
