// GET or POST /whoami: returns the caller's identity as JSON.
import { basic, withAuth } from '../assets/auth.private';

export const handler = withAuth(basic(), (context) => context.auth);
