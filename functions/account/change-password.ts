// POST /account/change-password: users whose login is complete, with or without an account.
import { policyFor, withAuth } from '../../assets/auth.private';
import { endpoint, operations } from '../../assets/directory.private';

const { changePassword } = operations.account;

export const handler = withAuth(policyFor(changePassword), endpoint(changePassword));
