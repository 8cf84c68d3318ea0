// /admin/list-events: administrators.
import { policyFor, withAuth } from '../../assets/auth.private';
import { endpoint, listEvents } from '../../assets/directory.private';

export const handler = withAuth(policyFor(listEvents), endpoint(listEvents));
