/** Header fields in the order in which they came, repeated ones apart. */
export type Fields = readonly (readonly [name: string, value: string])[];

// https://www.twilio.com/docs/serverless/functions-assets/functions/headers-and-cookies/limitations:
// 90 headers and 15 kB, in either direction. Which kB is not said; this is the smaller one.
const MAX_FIELDS = 90;
const MAX_BYTES = 15_000;

// Documented as removed (headers-and-cookies/access), then what the toolkit removes on top. Host is
// on the documented list, though the toolkit keeps it.
const RESTRICTED = new Set([
  'connection',
  'proxy-connection',
  'expect',
  'host',
  'proxy-authorization',
  'proxy-authenticate',
  'referer',
  'trailer',
  'transfer-encoding',
  'upgrade',
  'via',
  'x-real-ip',
]);
const RESTRICTED_PREFIXES = ['x-accel-', 'x-forwarded-', 'i-twilio-', 'i-t-', 'ot-', 'x-amz'];

/** Reads Node's flat list of names and values. */
export function readFields(rawHeaders: readonly string[]): Fields {
  return rawHeaders.flatMap((name, index) =>
    index % 2 === 0 ? [[name, rawHeaders[index + 1] ?? ''] as const] : [],
  );
}

/** Leaves out the fields with these names, in lower case. */
export function withoutFields(fields: Fields, names: readonly string[]): Fields {
  return fields.filter(([name]) => !names.includes(name.toLowerCase()));
}

/** The fields that a Function gets to see. */
export function visibleFields(fields: Fields): Fields {
  return fields.filter(([name]) => {
    const lower = name.toLowerCase();
    return (
      !RESTRICTED.has(lower) && !RESTRICTED_PREFIXES.some((prefix) => lower.startsWith(prefix))
    );
  });
}

/** How many bytes the fields take. */
export function byteLength(fields: Fields): number {
  const bytes = fields.map(([name, value]) => `${name}: ${value}\r\n`.length);
  return bytes.reduce((sum, length) => sum + length, 0);
}

/** Whether there are more fields, or longer ones, than production takes: 431 and error 82008. */
export function areTooLarge(fields: Fields): boolean {
  return fields.length > MAX_FIELDS || byteLength(fields) > MAX_BYTES;
}
