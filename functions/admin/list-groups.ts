// GET or POST /admin/list-groups: members, and service users with an API key.
import { policyFor, withAuth } from '../../assets/auth.private';
import { endpoint, operations } from '../../assets/directory.private';

const { listGroups } = operations.admin;

export const handler = withAuth(policyFor(listGroups), endpoint(listGroups));
