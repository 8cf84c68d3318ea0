// POST /account/disable-mfa: whoever has a session that is past everything, in an account or in none.
import { policyFor, withAuth } from '../../assets/auth.private';
import { endpoint, operations } from '../../assets/directory.private';

const { disableMfa } = operations.account;

export const handler = withAuth(policyFor(disableMfa), endpoint(disableMfa));
