import type { EventSource } from '../../lib/directory/audit-log/record-event';
import { newId } from '../../lib/directory/crypto/ids';
import { OPERATOR } from '../../lib/directory/invitations/invitations';

/** Where the events of one command come from: nobody in an account, but whoever runs the service. */
export function operatorSource(): EventSource {
  return { caller: undefined, source: OPERATOR, requestId: newId('req') };
}
