// POST /admin/enable-service-user: administrators.
import { policyFor, withAuth } from '../../assets/auth.private';
import { endpoint, operations } from '../../assets/directory.private';

const { enableServiceUser } = operations.admin;

export const handler = withAuth(policyFor(enableServiceUser), endpoint(enableServiceUser));
