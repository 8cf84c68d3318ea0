import type { Fields } from './header-fields';

/** A request that the edge received. */
export interface EdgeRequest {
  readonly method: string;
  /** The request target: the path and query without decoding. */
  readonly target: string;
  readonly path: string;
  readonly fields: Fields;
  /** `null` if it was larger than production's limit. */
  readonly body: Buffer | null;
}

/** A response that the edge sends. */
export interface EdgeResponse {
  readonly status: number;
  readonly fields: Fields;
  readonly body: Buffer;
}

/** Returns a response of the platform. Its status is documented, but its text is not. */
export function plain(status: number, text: string): EdgeResponse {
  return { status, fields: [['Content-Type', 'text/plain']], body: Buffer.from(text) };
}

/** Returns the first header with a name in lower case. */
export function fieldOf({ fields }: EdgeRequest, name: string): string | undefined {
  return fields.find(([given]) => given.toLowerCase() === name)?.[1];
}
