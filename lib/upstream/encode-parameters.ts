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
  const add = (name: string, value: string) => {
    const text = new URLSearchParams([[name, value]]).toString();
    length += text.length + 1;
    if (length > MAX_CHARACTERS) throw new RangeError('The parameters are too long.');
    encoded.push(text);
  };
  // Each value is added where it is found: lists that are handed up would be copied at every level.
  const visit = (name: string, value: unknown): void => {
    if (Array.isArray(value)) {
      for (const item of value) visit(name, item);
    } else if (typeof value === 'object' && value !== null) {
      for (const [key, item] of Object.entries(value)) visit(`${name}[${key}]`, item);
    } else {
      add(name, `${value ?? ''}`);
    }
  };
  for (const [name, value] of Object.entries(parameters)) {
    if (!taken.has(baseOf(name))) visit(name, value);
  }
  return encoded.join('&');
}

/** A parameter's name without brackets: many servers read `name[]` into `name`. */
export function baseOf(name: string): string {
  return name.split('[', 1)[0] ?? '';
}
