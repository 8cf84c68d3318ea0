import { warnOnce } from '../log';
import { hasRequest, readField } from './request-field';

/**
 * The Authorization field of a request, as {@link readField} has it. Authorization is a singleton
 * field (RFC 9110 section 5.3): picking one of several would be a guess.
 */
export function readAuthorization(event: unknown): string | undefined | null {
  if (!hasRequest(event)) {
    warnOnce(
      'event.request is missing, so every caller is refused: Functions see request headers from ' +
        '@twilio/runtime-handler 1.2.0 on; install it as an exact version in "dependencies".',
    );
  }
  return readField(event, 'authorization');
}
