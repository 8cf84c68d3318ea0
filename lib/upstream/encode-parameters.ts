// The platform accepts 1 MB, and percent-encoding can turn one byte into three.
const MAX_CHARACTERS = 4_000_000;

/**
 * Encodes a Function's parameters as a query or a form. Repeated values are repeated, and nested values have
 * names with brackets, which is the syntax that the runtime parses.
 *
 * @param excluded - names of parameters to omit.
 * @throws RangeError if the parameters are nested too deeply or too long. A long name with many values is far
 *   longer in this encoding than in JSON.
 */
export function encodeParameters(
  parameters: Readonly<Record<string, unknown>>,
  excluded: ReadonlySet<string> = new Set(),
): string {
  const encoded: string[] = [];
  let length = 0;
  const add = (name: string, value: string) => {
    const text = new URLSearchParams([[name, value]]).toString();
    length += text.length + 1;
    if (length > MAX_CHARACTERS) throw new RangeError('The parameters are too long.');
    encoded.push(text);
  };
  // Each value is added here, because returned lists would be copied at every level.
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
    if (!excluded.has(baseOf(name))) visit(name, value);
  }
  return encoded.join('&');
}

/** Returns a parameter's name without brackets, because many servers parse `name[]` as `name`. */
export function baseOf(name: string): string {
  return name.split('[', 1)[0] ?? '';
}
