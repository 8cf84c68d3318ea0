// GET or POST /account/list-events: users with a session.
import { policyFor, withAuth } from '../../assets/auth.private';
import { endpoint, operations } from '../../assets/directory.private';

const { listEvents } = operations.account;

export const handler = withAuth(policyFor(listEvents), endpoint(listEvents));
