// /admin/invite: members who may invite.
import { policyFor, withAuth } from '../../assets/auth.private';
import { endpoint, invite } from '../../assets/directory.private';

export const handler = withAuth(policyFor(invite), endpoint(invite));
