import type { WriteStream } from 'node:tty';

/**
 * Whether to write in colours: to a terminal only, and not where the operator has said no.
 *
 * @see https://no-color.org
 */
export function useColour(stream: WriteStream): boolean {
  return stream.isTTY === true && !process.env['NO_COLOR'];
}
