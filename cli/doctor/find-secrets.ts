import { parseToken } from '../../lib/tokens/token-format';

/** A type of secret that a file contains, without the secret itself. */
export interface FoundSecret {
  /** The type, as in `a private key`. */
  readonly what: string;
  /** Whether it looks like an example, as in documentation. */
  readonly isExample: boolean;
}

type Classify = (found: RegExpMatchArray) => 'secret' | 'example' | 'nothing';

const isSecret: Classify = () => 'secret';
const BASE64 = 'A-Za-z0-9+/';

// Common placeholders of passwords, and hosts that are used only in documents.
const PLACEHOLDER =
  /^(?:.{0,3}|<.*>|\[.*\]|\$?\{.*\}|%.*%|\$\w+|[*.…x•_-]+|(?:your|my|the|a|some)[-_ ].*|(?:your|my|db|user|api)?[-_]?(?:pass(?:w(?:or)?d|code)?|pwd|secret|token|key|change-?me|example|placeholder|redacted)[-_]?(?:\d{0,4}|here)|user|test|foo|bar)$/i;
const EXAMPLE_HOST =
  /^(?:host(?:name)?|server|domain|localhost|127\.0\.0\.1|db|example|[<[{$%].*|(?:.*\.)?example(?:\.\w+)?)$/i;

// Each pattern runs in time linear in the text.
const PATTERNS: readonly (readonly [what: string, pattern: RegExp, classify: Classify])[] = [
  ['a private key', /-----BEGIN [A-Z ]{0,24}PRIVATE KEY(?: BLOCK)?-----/g, hasKeyBehind],
  ['a private key', /PuTTY-User-Key-File-\d|AGE-SECRET-KEY-1[0-9A-Z]{20}/g, isSecret],
  [
    'a private key as JSON',
    /["']?\b(?:d|k|priv)["']?\s{0,9}:\s{0,9}["'][\w-]{27,}={0,2}["']/g,
    isJwk,
  ],
  [
    'a connection string with a password',
    /\b[a-z][a-z0-9+.-]{1,30}:\/\/[^\s:/@"'`<>\\]{0,128}:([^\s/@"'`\\]{1,256})@([^\s:/?#"'`,;)\\]{1,253})/gi,
    classifyUrl,
  ],
  ['a token of this service', /\btf[akp]_[0-9A-Za-z]{12}_[0-9A-Za-z]{28,200}/g, classifyToken],
  [
    'a token',
    /\b(?:gh[pousr]_[A-Za-z0-9]{36}|github_pat_\w{60}|xox[abeprs]-[\w-]{20}|[rs]k_live_[A-Za-z0-9]{20}|SG\.[\w-]{22}\.[\w-]{43}|npm_[A-Za-z0-9]{36}|glpat-[\w-]{20}|AKIA[0-9A-Z]{16}\b)/g,
    isSecret,
  ],
  [
    'an auth token with its account',
    /\bAC[0-9a-f]{32}\b[\s"':,=]{0,20}(?:[\w "']{0,30}[\s"':=]{1,5})?[0-9a-f]{32}\b/g,
    isSecret,
  ],
  ['a hash of a password', /\$2[abxy]?\$\d\d\$[./A-Za-z0-9]{53}/g, isSecret],
  [
    'a hash of a password',
    /\$(?:scrypt|argon2(?:id|i|d)|pbkdf2[\w-]{0,12})\$[\w=,.$-]{0,80}\$[./+\w]{16,}/g,
    isSecret,
  ],
  ['a hash of a password', /\$(?:1|5|6|7|y|apr1)\$[^\s$:"']{1,40}\$[./A-Za-z0-9$]{22,}/g, isSecret],
  [
    'a hash of a password',
    /\{S?SHA(?:256|512)?\}[A-Za-z0-9+/]{27,}|\bpbkdf2_sha\d+\$\d+\$/g,
    isSecret,
  ],
  [
    'a dump of a database',
    /^(?:SQLite format 3\b|PGDMP|-- (?:PostgreSQL|MySQL|MariaDB|SQLite)[^\n]{0,40}dump|COPY [\w."]{1,128} (?:\([^)\n]{1,4000}\) )?FROM stdin;)/gim,
    isSecret,
  ],
  [
    'a variable with a secret',
    /^\s{0,8}(?:export |set )?(?:[A-Z][A-Z0-9_]{0,60})?(?:PASSWORD|PASSWD|SECRET|TOKEN|API_KEY|PRIVATE_KEY|SIGNING_KEY|PEPPER|CREDENTIALS|DIRECTORY_KEY)[A-Z0-9_]{0,20}=["']?([^\s"'#]{8,})/gm,
    classifyValue,
  ],
];
// `-----BEGIN ` in base64, as some settings files store keys.
const ENCODED = new RegExp(`LS0tLS1CRUdJTi[${BASE64}]{40,16000}`, 'g');

/**
 * Finds secrets in the bytes of a file of any name, also in UTF-16, in JSON and in strings of programs.
 */
export function findSecrets(content: Buffer): readonly FoundSecret[] {
  // UTF-16 without its zero bytes is ASCII.
  const text = content.toString('latin1').replaceAll('\0', '');
  const decoded = [...text.matchAll(ENCODED)].map(([part]) =>
    Buffer.from(part, 'base64').toString('latin1'),
  );
  const found = new Map<string, boolean>();
  for (const [what, pattern, classify] of PATTERNS) {
    for (const one of [text, ...decoded]) {
      for (const match of one.matchAll(pattern)) {
        const classification = classify(match);
        if (classification === 'nothing') continue;
        found.set(what, (found.get(what) ?? true) && classification === 'example');
        if (classification === 'secret') break;
      }
    }
  }
  return [...found].map(([what, isExample]) => ({ what, isExample }));
}

// A library may contain the first line of a key. In a key, lines of base64 follow, with any kind of line break.
function hasKeyBehind({ 0: begin, index = 0, input = '' }: RegExpMatchArray) {
  const [behind = ''] = input
    .slice(index + begin.length, index + begin.length + 1500)
    .split('-----');
  const pieces = behind.split(/\\+[nr]|<[^<>]{0,20}>|&#?\w{1,8};|%0[AD]|[\s"'`\\,]+/i);
  return pieces.some((piece) => /^[A-Za-z0-9+/=]{32,}$/.test(piece)) ? 'secret' : 'nothing';
}

// Requires the member `kty` of a JSON Web Key nearby.
function isJwk({ index = 0, input = '' }: RegExpMatchArray) {
  const around = input.slice(Math.max(0, index - 3000), index + 3000);
  return /\bkty\\?["']?\s*:\s*\\?["'](?:RSA|EC|OKP|oct|AKP)\b/.test(around) ? 'secret' : 'nothing';
}

function classifyUrl([, password = '', host = '']: RegExpMatchArray) {
  if (!PLACEHOLDER.test(password)) return 'secret';
  return EXAMPLE_HOST.test(host) ? 'nothing' : 'example';
}

function classifyToken([token]: RegExpMatchArray) {
  return parseToken(token) === undefined ? 'example' : 'secret';
}

function classifyValue([, value = '']: RegExpMatchArray) {
  return PLACEHOLDER.test(value) ? 'nothing' : 'secret';
}
