// The same Function with a guard, but without its decision log, and with a throttle that never delays a
// caller. The peers have neither.
import { basic, memoryThrottle, withAuth } from '../assets/auth.private';

const schemes = basic({ throttle: memoryThrottle({ maxDelaySeconds: 0 }) });

export const handler = withAuth({ schemes, onDecision: () => {} }, (_context, _event, callback) => {
  callback(null, 'OK');
});
