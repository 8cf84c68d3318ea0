// The same Function guarded, without its record, and with a brake that makes nobody wait: the peers
// have neither.
import { basic, memoryThrottle, withAuth } from '../assets/auth.private';

const schemes = basic({ throttle: memoryThrottle({ maxDelaySeconds: 0 }) });

export const handler = withAuth({ schemes, onDecision: () => {} }, (_context, _event, callback) => {
  callback(null, 'OK');
});
