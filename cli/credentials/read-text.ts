import { readFileSync } from 'node:fs';
import { decodeText } from '../../lib/util/decode-text';
import { CliError } from '../run-command';

/**
 * Reads a text file, without a byte order mark. What ends lines on a Mac of old ends them as elsewhere.
 *
 * @returns `null` where there is no such file.
 * @throws CliError for one that cannot be read, or is no text.
 */
export function readText(path: string): string | null {
  const bytes = readBytes(path);
  if (bytes === null) return null;
  const read = decodeText(bytes);
  if ('problem' in read) throw new CliError(`${path} ${read.problem}.`);
  return read.text.replace(/\r(?!\n)/g, '\n');
}

function readBytes(path: string): Buffer | null {
  try {
    return readFileSync(path);
  } catch (reason) {
    const { code, message } = reason as NodeJS.ErrnoException;
    if (code === 'ENOENT') return null;
    throw new CliError(`Cannot read ${path}: ${message}`);
  }
}
