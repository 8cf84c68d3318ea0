/** A parsed mail. */
export interface ReadMail {
  /** The names and decoded values of its headers in order, unfolded. */
  readonly fields: readonly (readonly [name: string, value: string])[];
  /** Returns the decoded values of the headers of a name, in any case. */
  field(name: string): readonly string[];
  /** The decoded text, with `\n` between lines. */
  readonly text: string;
  /** The unparsed mail. */
  readonly raw: string;
}

/** Parses a plain-text mail (RFC 5322, RFC 2045, RFC 2047) independently of the library that wrote it. */
export function readMail(raw: string): ReadMail {
  const lines = raw.replaceAll('\r\n', '\n');
  const end = lines.indexOf('\n\n');
  const head = lines.slice(0, end).replace(/\n[ \t]+/g, ' ');
  const fields = head.split('\n').map((line) => {
    const colon = line.indexOf(':');
    return [line.slice(0, colon), decodeWords(line.slice(colon + 1).trim())] as const;
  });
  const field = (name: string) =>
    fields.flatMap(([found, value]) => (found.toLowerCase() === name.toLowerCase() ? value : []));
  const [encoding = '7bit'] = field('Content-Transfer-Encoding');
  return { fields, field, raw, text: decodeText(lines.slice(end + 2), encoding) };
}

function decodeText(body: string, encoding: string): string {
  if (encoding === 'base64') return Buffer.from(body, 'base64').toString();
  return encoding === 'quoted-printable' ? decodeQuoted(body.replace(/=\n/g, '')) : body;
}

function decodeQuoted(text: string): string {
  return text.replace(/(?:=[0-9A-F]{2})+/g, (run) =>
    Buffer.from(run.replaceAll('=', ''), 'hex').toString(),
  );
}

const WORDS = /=\?utf-8\?([QB])\?([^?]*)\?=(?:\s+(?==\?))?/gi;

function decodeWords(value: string): string {
  return value.replace(WORDS, (_word, kind: string, text: string) =>
    kind.toUpperCase() === 'B'
      ? Buffer.from(text, 'base64').toString()
      : decodeQuoted(text.replaceAll('_', ' ')),
  );
}
