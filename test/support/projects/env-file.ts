import { parse } from 'dotenv';

/**
 * Returns variables as the content of an `.env` file.
 *
 * @throws Error for a value that the toolkit's dotenv (6.2.0) would change, such as a value with a space at its end.
 *   Otherwise a test would silently check another value.
 */
export function formatEnvFile(variables: Readonly<Record<string, string>>): string {
  const lines = Object.entries(variables).map(([key, value]) =>
    value.includes('\n') ? `${key}="${value.replaceAll('\n', '\\n')}"` : `${key}='${value}'`,
  );
  const content = `${lines.join('\n')}\n`;
  const read = parse(content);
  const lost = Object.keys(variables).filter((key) => read[key] !== variables[key]);
  if (lost.length > 0) throw new Error(`An .env file cannot carry the value of ${lost.join(', ')}`);
  return content;
}
