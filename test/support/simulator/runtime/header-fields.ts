/** Headers in their order, with repeated headers apart. */
export type Fields = readonly (readonly [name: string, value: string])[];

// https://www.twilio.com/docs/serverless/functions-assets/functions/headers-and-cookies/limitations:
// 90 headers and 15 kB in either direction. The kind of kB is not documented, so this is the smaller one.
const MAX_FIELDS = 90;
const MAX_BYTES = 15_000;

// The headers that are documented as removed (headers-and-cookies/access), then those that the toolkit also removes.
// Host is on the documented list, although the toolkit keeps it.
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

/** Parses Node's flat list of names and values. */
export function readFields(rawHeaders: readonly string[]): Fields {
  return rawHeaders.flatMap((name, index) =>
    index % 2 === 0 ? [[name, rawHeaders[index + 1] ?? ''] as const] : [],
  );
}

/** Removes the headers with these names in lower case. */
export function withoutFields(fields: Fields, names: readonly string[]): Fields {
  return fields.filter(([name]) => !names.includes(name.toLowerCase()));
}

/** Returns the headers that a Function gets. */
export function visibleFields(fields: Fields): Fields {
  return fields.filter(([name]) => {
    const lower = name.toLowerCase();
    return (
      !RESTRICTED.has(lower) && !RESTRICTED_PREFIXES.some((prefix) => lower.startsWith(prefix))
    );
  });
}

/** Returns the size of the headers in bytes. */
export function byteLength(fields: Fields): number {
  const bytes = fields.map(([name, value]) => `${name}: ${value}\r\n`.length);
  return bytes.reduce((sum, length) => sum + length, 0);
}

/** Returns whether the headers exceed production's number or size, which leads to a 431 and error 82008. */
export function areTooLarge(fields: Fields): boolean {
  return fields.length > MAX_FIELDS || byteLength(fields) > MAX_BYTES;
}
