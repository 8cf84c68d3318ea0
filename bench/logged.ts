// The same Function with the default policy: every decision is a line in the log.
import { basic, withAuth } from '../assets/auth.private';

export const handler = withAuth(basic(), (_context, _event, callback) => {
  callback(null, 'OK');
});
