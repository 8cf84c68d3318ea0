// /admin/delete-service-user: administrators.
import { policyFor, withAuth } from '../../assets/auth.private';
import { deleteServiceUser, endpoint } from '../../assets/directory.private';

export const handler = withAuth(policyFor(deleteServiceUser), endpoint(deleteServiceUser));
