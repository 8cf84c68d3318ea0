// POST /admin/revoke-member-sessions: team managers.
import { policyFor, withAuth } from '../../assets/auth.private';
import { endpoint, operations } from '../../assets/directory.private';

const { revokeMemberSessions } = operations.admin;

export const handler = withAuth(policyFor(revokeMemberSessions), endpoint(revokeMemberSessions));
