// POST /admin/delete-service-user: administrators.
import { policyFor, withAuth } from '../../assets/auth.private';
import { endpoint, operations } from '../../assets/directory.private';

const { deleteServiceUser } = operations.admin;

export const handler = withAuth(policyFor(deleteServiceUser), endpoint(deleteServiceUser));
