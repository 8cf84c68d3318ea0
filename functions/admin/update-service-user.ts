// POST /admin/update-service-user: administrators.
import { policyFor, withAuth } from '../../assets/auth.private';
import { endpoint, operations } from '../../assets/directory.private';

const { updateServiceUser } = operations.admin;

export const handler = withAuth(policyFor(updateServiceUser), endpoint(updateServiceUser));
