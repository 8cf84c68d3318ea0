/**
 * A database's address and user, parsed once. The pool connects with exactly the values that were checked
 * here.
 */
export interface DatabaseAddress {
  readonly host: string;
  readonly port: number;
  readonly user: string;
  /** Empty if the URL has none. */
  readonly password: string;
  readonly database: string;
  /**
   * The server's certificate and name are verified. Undefined: plain text, which is only allowed on this
   * machine.
   */
  readonly tls: Tls | undefined;
}

interface Tls {
  /** PEM certificates of the trusted authorities. Default: the authorities that Node.js trusts. */
  readonly ca?: string;
}

/** The problem of a URL, as a sentence without its subject, the variable's name. It contains no values. */
export interface AddressProblem {
  readonly problem: string;
}

const FORM = 'must be a URL such as postgres://user:password@host/database';
const THIS_MACHINE = ['localhost', '127.0.0.1', '::1'];
const DEFAULT_PORT = 5432;
// libpq verifies less for `require` and `verify-ca`. Here both mean `verify-full`.
const VERIFIED = ['verify-full', 'verify-ca', 'require'];
// Parameters without an effect here. With verify-full, channel binding adds no protection.
const IGNORED = ['application_name', 'channel_binding', 'connect_timeout'];
const BEFORE_THE_MARK = ['host', 'hostaddr', 'port', 'user', 'password', 'dbname', 'database'];
// Problems name no other keys: these may be part of a password that was not percent-encoded.
const NAMED = ['options', 'ssl', 'sslcert', 'sslkey', 'sslnegotiation', 'target_session_attrs'];
NAMED.push('uselibpqcompat', 'client_encoding', 'search_path', 'schema', 'pgbouncer', 'service');

/**
 * Parses a URL as in `postgres://user:password@host:5432/database?sslmode=verify-full`. Unknown parts, and
 * parts that programs interpret differently, are problems. `pg` gets the parsed parts and not the text.
 *
 * @param ca - PEM certificates that replace the authorities that Node.js trusts.
 */
export function parseDatabaseUrl(text: string, ca?: string): DatabaseAddress | AddressProblem {
  if (!URL.canParse(text)) return { problem: problemOf(text) };
  const url = new URL(text);
  const problem = formProblem(url) ?? parameterProblem(url.searchParams);
  if (problem !== undefined) return { problem };
  const user = decode(url.username);
  const password = decode(url.password);
  const database = decode(url.pathname.slice(1));
  if (user === undefined || password === undefined || database === undefined) {
    return { problem: 'must not have a % that encodes no character: write %25' };
  }
  if (user === '') return { problem: FORM };
  const host = url.hostname.toLowerCase().replace(/^\[(.+)\]$/, '$1');
  const port = url.port === '' ? DEFAULT_PORT : Number(url.port);
  const tls = tlsOf(url.searchParams.get('sslmode'), host, ca);
  if (tls !== undefined && 'problem' in tls) return tls;
  return { host, port, user, password, database: database || user, tls };
}

const SEVERAL_HOSTS = 'must name only one host, which may be a pooler';
const NO_HOST =
  'must name a host and not a socket, as in postgres://user:password@localhost/database';

// The problem of a text that `URL` refuses.
function problemOf(text: string): string {
  const [, authority] = /^postgres(?:ql)?:\/\/([^/?#]*)/i.exec(text) ?? [];
  if (authority === undefined) return FORM;
  const host = authority.slice(authority.lastIndexOf('@') + 1);
  if (host === '') return NO_HOST;
  return host.includes(',') ? SEVERAL_HOSTS : FORM;
}

function formProblem({ protocol, hostname, port, hash }: URL): string | undefined {
  if (!/^postgres(?:ql)?:$/.test(protocol)) return FORM;
  if (hash !== '') return 'must not have a #: percent-encode special characters';
  if (hostname === '' || /^%2f/i.test(hostname)) return NO_HOST;
  if (hostname.includes(',')) return SEVERAL_HOSTS;
  // `URL` has checked an IPv6 address in brackets.
  if (!/^(?:[\w.-]+|\[[\da-f:.]+\])$/i.test(hostname)) {
    return 'must have a host name or an IP address';
  }
  return port === '0' ? 'must not have the port 0' : undefined;
}

function parameterProblem(parameters: URLSearchParams): string | undefined {
  const keys = [...parameters.keys()];
  for (const [index, key] of keys.entries()) {
    if (key === 'sslmode' || IGNORED.includes(key)) {
      if (keys.indexOf(key) !== index) return `must have the parameter ${key} only once`;
      continue;
    }
    if (key === 'sslrootcert') {
      if (parameters.getAll(key).every((value) => value === 'system')) continue;
      return 'must not have the parameter sslrootcert: put the certificate into a private asset and its name into DATABASE_CA';
    }
    if (BEFORE_THE_MARK.includes(key)) {
      return `must not have the parameter ${key}: write it before the question mark`;
    }
    const which = NAMED.includes(key)
      ? `the unsupported parameter ${key}`
      : 'an unsupported parameter';
    return `must not have ${which}: use only sslmode=verify-full`;
  }
  return undefined;
}

function tlsOf(
  mode: string | null,
  host: string,
  ca: string | undefined,
): Tls | undefined | AddressProblem {
  if (mode !== null && VERIFIED.includes(mode)) return ca === undefined ? {} : { ca };
  if (mode !== null && mode !== 'disable') {
    return { problem: 'must have an sslmode that verifies the server: write sslmode=verify-full' };
  }
  // Other spellings of this machine depend on the system's name resolution.
  if (!THIS_MACHINE.includes(host)) {
    return { problem: 'must have ?sslmode=verify-full, because its host is another machine' };
  }
  if (ca === undefined) return undefined;
  return { problem: 'must have ?sslmode=verify-full, because DATABASE_CA is set' };
}

// A NUL ends a text in PostgreSQL's protocol, so the rest would be read as another field.
function decode(text: string): string | undefined {
  try {
    const decoded = decodeURIComponent(text);
    return decoded.includes('\0') ? undefined : decoded;
  } catch {
    return undefined;
  }
}
