// POST /account/regenerate-recovery-codes: whoever has a session that is past everything, in an account or in none.
import { policyFor, withAuth } from '../../assets/auth.private';
import { endpoint, operations } from '../../assets/directory.private';

const { regenerateRecoveryCodes } = operations.account;

export const handler = withAuth(
  policyFor(regenerateRecoveryCodes),
  endpoint(regenerateRecoveryCodes),
);
