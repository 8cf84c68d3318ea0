// POST /account/leave-account: members with a session, also before they have enrolled.
import { policyFor, withAuth } from '../../assets/auth.private';
import { endpoint, operations } from '../../assets/directory.private';

const { leaveAccount } = operations.account;

export const handler = withAuth(policyFor(leaveAccount), endpoint(leaveAccount));
