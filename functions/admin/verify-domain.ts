// POST /admin/verify-domain: administrators with a session.
import { policyFor, withAuth } from '../../assets/auth.private';
import { endpoint, operations } from '../../assets/directory.private';

const { verifyDomain } = operations.admin;

export const handler = withAuth(policyFor(verifyDomain), endpoint(verifyDomain));
