import { warnOnce } from '../log';
import { INSTALL_RUNTIME_HANDLER, RUNTIME_HANDLER } from '../platform';
import { hasRequest, readField } from './request-header';

/**
 * The Authorization field of a request, as {@link readField} has it. Authorization is a singleton
 * field (RFC 9110 section 5.3): picking one of several would be a guess.
 */
export function readAuthorization(event: unknown): string | undefined | null {
  if (!hasRequest(event)) {
    warnOnce(
      'event.request is missing, so the caller is refused. Where another Function calls this one ' +
        'itself, let it pass its own event on. Where every caller is refused, the runtime is too ' +
        `old: it shows request headers from ${RUNTIME_HANDLER} 1.2.0 on (${INSTALL_RUNTIME_HANDLER}).`,
    );
  }
  return readField(event, 'authorization');
}
