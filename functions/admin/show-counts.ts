// GET or POST /admin/show-counts: members, and service users with an API key.
import { policyFor, withAuth } from '../../assets/auth.private';
import { endpoint, operations } from '../../assets/directory.private';

const { showCounts } = operations.admin;

export const handler = withAuth(policyFor(showCounts), endpoint(showCounts));
