// GET or POST /admin/list-events: administrators.
import { policyFor, withAuth } from '../../assets/auth.private';
import { endpoint, operations } from '../../assets/directory.private';

const { listEvents } = operations.admin;

export const handler = withAuth(policyFor(listEvents), endpoint(listEvents));
