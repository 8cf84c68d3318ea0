// /admin/disable-service-user: administrators.
import { policyFor, withAuth } from '../../assets/auth.private';
import { disableServiceUser, endpoint } from '../../assets/directory.private';

export const handler = withAuth(policyFor(disableServiceUser), endpoint(disableServiceUser));
