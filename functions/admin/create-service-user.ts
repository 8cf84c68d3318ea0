// /admin/create-service-user: administrators.
import { policyFor, withAuth } from '../../assets/auth.private';
import { createServiceUser, endpoint } from '../../assets/directory.private';

export const handler = withAuth(policyFor(createServiceUser), endpoint(createServiceUser));
