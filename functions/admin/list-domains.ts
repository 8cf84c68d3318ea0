// GET or POST /admin/list-domains: administrators.
import { policyFor, withAuth } from '../../assets/auth.private';
import { endpoint, operations } from '../../assets/directory.private';

const { listDomains } = operations.admin;

export const handler = withAuth(policyFor(listDomains), endpoint(listDomains));
