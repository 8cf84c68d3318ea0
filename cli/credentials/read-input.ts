import { decodeText } from '../../lib/util/decode-text';
import { CliError } from '../run-command';

const MAX_BYTES = 65_536;

/**
 * Reads a secret from a pipe or a file, to its end. One line break at the end is no part of it, nor
 * is a byte order mark in front, as PowerShell writes it.
 *
 * @throws CliError for what cannot be one.
 */
export async function readInput(input: AsyncIterable<Buffer>, what = 'password'): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of input) {
    chunks.push(chunk);
    size += chunk.length;
    if (size > MAX_BYTES) throw new CliError(`Standard input is too long for a ${what}.`);
  }
  const bytes = Buffer.concat(chunks);
  if (bytes.length === 0) {
    throw new CliError(`There is no ${what} on standard input. Nothing was changed.`);
  }
  const read = decodeText(bytes);
  if ('problem' in read) throw new CliError(`The ${what} on standard input ${read.problem}.`);
  return read.text.replace(/\r?\n$/, '');
}
