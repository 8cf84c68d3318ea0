import { readField } from '../../http/request-header';

const MAX_LENGTH = 200;

/** What the caller's program calls itself, for a list of sessions: shortened, without control characters. */
export function readDevice(event: unknown): string {
  const given = readField(event, 'user-agent');
  if (typeof given !== 'string') return 'unknown';
  return (
    given
      .replace(/[^\x20-\x7e]/g, '')
      .slice(0, MAX_LENGTH)
      .trim() || 'unknown'
  );
}
