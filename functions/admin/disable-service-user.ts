// POST /admin/disable-service-user: administrators.
import { policyFor, withAuth } from '../../assets/auth.private';
import { endpoint, operations } from '../../assets/directory.private';

const { disableServiceUser } = operations.admin;

export const handler = withAuth(policyFor(disableServiceUser), endpoint(disableServiceUser));
