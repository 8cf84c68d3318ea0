// POST /account/disable-mfa: users whose login is complete, with or without an account.
import { policyFor, withAuth } from '../../assets/auth.private';
import { endpoint, operations } from '../../assets/directory.private';

const { disableMfa } = operations.account;

export const handler = withAuth(policyFor(disableMfa), endpoint(disableMfa));
