// GET or POST /basic: responds OK to callers who know USERNAME and PASSWORD.
import { basic, withAuth } from '../assets/auth.private';

export const handler = withAuth(basic(), (_context, _event, callback) => {
  callback(null, 'OK');
});
