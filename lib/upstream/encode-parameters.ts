type Pair = readonly [name: string, value: string];

// The platform takes 1 MB; percent-encoding can make a byte three.
const MAX_CHARACTERS = 4_000_000;

/**
 * Encodes a Function's parameters as a query or a form: repeated values repeated, nested ones in
 * brackets, as the runtime reads them.
 *
 * @param taken - names that are left out.
 * @throws RangeError where they are nested too deeply, or where it would become too long: a long name
 * with many values is far longer here than it was in JSON.
 */
export function encodeParameters(
  parameters: Readonly<Record<string, unknown>>,
  taken: ReadonlySet<string> = new Set(),
): string {
  const encoded: string[] = [];
  let length = 0;
  for (const [name, value] of Object.entries(parameters)) {
    if (taken.has(baseOf(name))) continue;
    for (const pair of pairsOf(name, value)) {
      const text = new URLSearchParams([[...pair]]).toString();
      length += text.length + 1;
      if (length > MAX_CHARACTERS) throw new RangeError('The parameters are too long.');
      encoded.push(text);
    }
  }
  return encoded.join('&');
}

/** A parameter's name without brackets: many servers read `name[]` into `name`. */
export function baseOf(name: string): string {
  return name.split('[', 1)[0] ?? '';
}

function pairsOf(name: string, value: unknown): readonly Pair[] {
  if (Array.isArray(value)) return value.flatMap((item) => pairsOf(name, item));
  if (typeof value === 'object' && value !== null) {
    return Object.entries(value).flatMap(([key, item]) => pairsOf(`${name}[${key}]`, item));
  }
  return [[name, `${value ?? ''}`]];
}
