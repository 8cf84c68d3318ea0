import { readFileSync } from 'node:fs';
import { withoutByteOrderMark } from '../../lib/util/decode-text';

/** Reads a file of JSON. `null`: there is none, or it is no JSON. */
export function readJson<T>(file: string): T | null {
  try {
    return JSON.parse(withoutByteOrderMark(readFileSync(file, 'utf8')));
  } catch {
    return null;
  }
}
