// POST /account/regenerate-recovery-codes: users whose login is complete, with or without an account.
import { policyFor, withAuth } from '../../assets/auth.private';
import { endpoint, operations } from '../../assets/directory.private';

const { regenerateRecoveryCodes } = operations.account;

export const handler = withAuth(
  policyFor(regenerateRecoveryCodes),
  endpoint(regenerateRecoveryCodes),
);
