// /admin/update-service-user: administrators.
import { policyFor, withAuth } from '../../assets/auth.private';
import { endpoint, updateServiceUser } from '../../assets/directory.private';

export const handler = withAuth(policyFor(updateServiceUser), endpoint(updateServiceUser));
