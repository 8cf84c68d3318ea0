/**
 * Reads a body to its end.
 *
 * @returns `null` once it turns out to be larger: then the rest is neither read nor kept.
 */
export async function readBodyUpTo(
  body: AsyncIterable<Uint8Array> | null,
  maxBytes: number,
): Promise<Buffer | null> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of body ?? []) {
    length += chunk.length;
    if (length > maxBytes) return null;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}
