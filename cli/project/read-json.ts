import { readFileSync } from 'node:fs';
import { withoutByteOrderMark } from '../../lib/util/decode-text';

/** Reads a JSON file. Returns `null` if it is missing or invalid. */
export function readJson<T>(file: string): T | null {
  try {
    return JSON.parse(withoutByteOrderMark(readFileSync(file, 'utf8')));
  } catch {
    return null;
  }
}
