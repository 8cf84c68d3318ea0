// /admin/enable-service-user: administrators.
import { policyFor, withAuth } from '../../assets/auth.private';
import { enableServiceUser, endpoint } from '../../assets/directory.private';

export const handler = withAuth(policyFor(enableServiceUser), endpoint(enableServiceUser));
