// POST /admin/create-service-user: administrators.
import { policyFor, withAuth } from '../../assets/auth.private';
import { endpoint, operations } from '../../assets/directory.private';

const { createServiceUser } = operations.admin;

export const handler = withAuth(policyFor(createServiceUser), endpoint(createServiceUser));
