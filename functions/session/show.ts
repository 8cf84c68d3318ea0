// /session/show: whoever has a session.
import { policyFor, withAuth } from '../../assets/auth.private';
import { endpoint, operations } from '../../assets/directory.private';

const { show } = operations.session;

export const handler = withAuth(policyFor(show), endpoint(show));
