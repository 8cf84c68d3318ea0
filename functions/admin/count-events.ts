// GET or POST /admin/count-events: administrators.
import { policyFor, withAuth } from '../../assets/auth.private';
import { endpoint, operations } from '../../assets/directory.private';

const { countEvents } = operations.admin;

export const handler = withAuth(policyFor(countEvents), endpoint(countEvents));
