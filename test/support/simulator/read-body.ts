import type { IncomingMessage } from 'node:http';

/**
 * Reads a whole body.
 *
 * @returns `null` if it is larger than `maxBytes`. The rest is read and discarded, so that the client gets the
 *   response.
 */
export async function readBody(
  message: IncomingMessage,
  maxBytes = Number.POSITIVE_INFINITY,
): Promise<Buffer | null> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of message) {
    length += (chunk as Buffer).length;
    if (length <= maxBytes) chunks.push(chunk as Buffer);
  }
  return length > maxBytes ? null : Buffer.concat(chunks);
}
