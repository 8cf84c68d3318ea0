// /admin/disable-member: team managers.
import { policyFor, withAuth } from '../../assets/auth.private';
import { disableMember, endpoint } from '../../assets/directory.private';

export const handler = withAuth(policyFor(disableMember), endpoint(disableMember));
