// /admin/list-service-users: members, by a session or an API key.
import { policyFor, withAuth } from '../../assets/auth.private';
import { endpoint, listServiceUsers } from '../../assets/directory.private';

export const handler = withAuth(policyFor(listServiceUsers), endpoint(listServiceUsers));
