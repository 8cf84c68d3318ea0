import { withoutByteOrderMark } from './decode-text';

/** What a JSON text stands for, behind a byte order mark or not; `undefined` where it is none. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(withoutByteOrderMark(text));
  } catch {
    return undefined;
  }
}

/** Whether a value is what JSON calls an object. */
export function isJsonObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
