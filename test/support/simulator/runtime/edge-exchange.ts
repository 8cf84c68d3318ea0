import type { Fields } from './header-fields';

/** A request as the edge received it. */
export interface EdgeRequest {
  readonly method: string;
  /** The request target as it came: path and query, nothing decoded. */
  readonly target: string;
  readonly path: string;
  readonly fields: Fields;
  /** `null` where it was larger than production takes. */
  readonly body: Buffer | null;
}

/** A response as the edge sends it. */
export interface EdgeResponse {
  readonly status: number;
  readonly fields: Fields;
  readonly body: Buffer;
}

/** A response of the platform's own. Its words are not documented, its status is. */
export function plain(status: number, text: string): EdgeResponse {
  return { status, fields: [['Content-Type', 'text/plain']], body: Buffer.from(text) };
}

/** The first field with that name, in lower case. */
export function fieldOf({ fields }: EdgeRequest, name: string): string | undefined {
  return fields.find(([given]) => given.toLowerCase() === name)?.[1];
}
