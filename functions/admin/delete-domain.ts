// POST /admin/delete-domain: administrators with a session.
import { policyFor, withAuth } from '../../assets/auth.private';
import { endpoint, operations } from '../../assets/directory.private';

const { deleteDomain } = operations.admin;

export const handler = withAuth(policyFor(deleteDomain), endpoint(deleteDomain));
