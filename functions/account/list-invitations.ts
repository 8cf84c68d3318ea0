// GET or POST /account/list-invitations: users with a session, also without an account.
import { policyFor, withAuth } from '../../assets/auth.private';
import { endpoint, operations } from '../../assets/directory.private';

const { listInvitations } = operations.account;

export const handler = withAuth(policyFor(listInvitations), endpoint(listInvitations));
