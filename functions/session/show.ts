// /session/show: whoever has a session.
import { policyFor, withAuth } from '../../assets/auth.private';
import { endpoint, showSession } from '../../assets/directory.private';

export const handler = withAuth(policyFor(showSession), endpoint(showSession));
