// POST /admin/invite: members who may invite.
import { policyFor, withAuth } from '../../assets/auth.private';
import { endpoint, operations } from '../../assets/directory.private';

const { invite } = operations.admin;

export const handler = withAuth(policyFor(invite), endpoint(invite));
