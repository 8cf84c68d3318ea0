// /admin/remove-member: team managers.
import { policyFor, withAuth } from '../../assets/auth.private';
import { endpoint, removeMember } from '../../assets/directory.private';

export const handler = withAuth(policyFor(removeMember), endpoint(removeMember));
