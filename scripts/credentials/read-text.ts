import { isUtf8 } from 'node:buffer';
import { readFileSync } from 'node:fs';
import { OperatorError } from '../main';

/**
 * Reads a text file.
 *
 * @returns `null` where there is no such file.
 * @throws OperatorError for one that cannot be read, or is no text.
 */
export function readText(path: string): string | null {
  const bytes = readBytes(path);
  if (bytes === null || isUtf8(bytes)) return bytes?.toString('utf8') ?? null;
  throw new OperatorError(`${path} is not UTF-8 text.`);
}

function readBytes(path: string): Buffer | null {
  try {
    return readFileSync(path);
  } catch (reason) {
    const { code, message } = reason as NodeJS.ErrnoException;
    if (code === 'ENOENT') return null;
    throw new OperatorError(`Cannot read ${path}: ${message}`);
  }
}
