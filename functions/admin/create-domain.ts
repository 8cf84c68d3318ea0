// POST /admin/create-domain: administrators with a session.
import { policyFor, withAuth } from '../../assets/auth.private';
import { endpoint, operations } from '../../assets/directory.private';

const { createDomain } = operations.admin;

export const handler = withAuth(policyFor(createDomain), endpoint(createDomain));
