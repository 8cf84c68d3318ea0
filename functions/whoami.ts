// GET or POST /whoami: tells the caller who it is, as JSON.
import { basic, withAuth } from '../assets/auth.private';

export const handler = withAuth(basic(), (context) => context.auth);
