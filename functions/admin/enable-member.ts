// /admin/enable-member: team managers.
import { policyFor, withAuth } from '../../assets/auth.private';
import { enableMember, endpoint } from '../../assets/directory.private';

export const handler = withAuth(policyFor(enableMember), endpoint(enableMember));
