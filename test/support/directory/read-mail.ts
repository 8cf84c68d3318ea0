/** A parsed mail. */
export interface ReadMail {
  /** The names and decoded values of its headers in order, unfolded. */
  readonly fields: readonly (readonly [name: string, value: string])[];
  /** Returns the decoded values of the headers of a name, in any case. */
  field(name: string): readonly string[];
  /** The decoded text, with `\n` between lines. */
  readonly text: string;
  /** The decoded HTML, or `undefined` if the mail is text only. */
  readonly html: string | undefined;
  /** The unparsed mail. */
  readonly raw: string;
}

/**
 * Parses a mail of text, or of text and HTML (RFC 5322, RFC 2045 to 2047), independently of the library that wrote
 * it.
 */
export function readMail(raw: string): ReadMail {
  const { fields, body } = readEntity(raw.replaceAll('\r\n', '\n'));
  const field = (name: string) => valuesOf(fields, name);
  const [type = ''] = field('Content-Type');
  const boundary = /^multipart\/alternative; boundary="([^"]+)"$/.exec(type)?.[1];
  if (boundary === undefined) {
    return {
      fields,
      field,
      raw,
      text: decodeText(body, field('Content-Transfer-Encoding')[0]),
      html: undefined,
    };
  }
  // RFC 2046 section 5.1.1: the line end before a delimiter is part of the delimiter.
  const parts = `\n${body}`
    .split(`\n--${boundary}`)
    .slice(1, -1)
    .map((part) => readEntity(part.slice(1)));
  const types = parts.map((part) => valuesOf(part.fields, 'Content-Type')[0]);
  // RFC 2046 section 5.1.4: the last part is the preferred one.
  if (types.join() !== 'text/plain; charset=utf-8,text/html; charset=utf-8')
    throw new Error(`parts: ${types}`);
  const [text = '', html] = parts.map((part) =>
    decodeText(part.body, valuesOf(part.fields, 'Content-Transfer-Encoding')[0]),
  );
  return { fields, field, raw, text, html };
}

type Fields = ReadMail['fields'];

function readEntity(lines: string): { readonly fields: Fields; readonly body: string } {
  const end = lines.indexOf('\n\n');
  const head = lines.slice(0, end).replace(/\n[ \t]+/g, ' ');
  const fields = head.split('\n').map((line) => {
    const colon = line.indexOf(':');
    return [line.slice(0, colon), decodeWords(line.slice(colon + 1).trim())] as const;
  });
  return { fields, body: lines.slice(end + 2) };
}

function valuesOf(fields: Fields, name: string): readonly string[] {
  return fields.flatMap(([found, value]) =>
    found.toLowerCase() === name.toLowerCase() ? value : [],
  );
}

function decodeText(body: string, encoding = '7bit'): string {
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
