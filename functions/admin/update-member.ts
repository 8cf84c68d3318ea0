// /admin/update-member: team managers.
import { policyFor, withAuth } from '../../assets/auth.private';
import { endpoint, updateMember } from '../../assets/directory.private';

export const handler = withAuth(policyFor(updateMember), endpoint(updateMember));
