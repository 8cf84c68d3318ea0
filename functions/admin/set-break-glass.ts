// POST /admin/set-break-glass: administrators with a session.
import { policyFor, withAuth } from '../../assets/auth.private';
import { endpoint, operations } from '../../assets/directory.private';

const { setBreakGlass } = operations.admin;

export const handler = withAuth(policyFor(setBreakGlass), endpoint(setBreakGlass));
