// GET or POST /admin/list-service-users: members, and service users with an API key.
import { policyFor, withAuth } from '../../assets/auth.private';
import { endpoint, operations } from '../../assets/directory.private';

const { listServiceUsers } = operations.admin;

export const handler = withAuth(policyFor(listServiceUsers), endpoint(listServiceUsers));
