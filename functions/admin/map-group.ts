// POST /admin/map-group: administrators with a session.
import { policyFor, withAuth } from '../../assets/auth.private';
import { endpoint, operations } from '../../assets/directory.private';

const { mapGroup } = operations.admin;

export const handler = withAuth(policyFor(mapGroup), endpoint(mapGroup));
