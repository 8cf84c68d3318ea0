const SHORTEST_SECRET = 3;

/**
 * Takes values of variables out of a text that somebody else has written, such as the message of an
 * error: whole values, their lines, and what stands behind a colon in these.
 */
export function redact(text: string, variables: Readonly<Record<string, string>>): string {
  const secrets = Object.values(variables).flatMap((value) => [
    value,
    ...value.split(/\r?\n/).flatMap((line) => [line, line.slice(line.indexOf(':') + 1)]),
  ]);
  const longestFirst = [...new Set(secrets)]
    .filter((secret) => secret.length >= SHORTEST_SECRET)
    .sort((a, b) => b.length - a.length);
  return longestFirst.reduce((rest, secret) => rest.replaceAll(secret, '[…]'), text);
}
