// POST /account/remove-password: users whose login is complete, with or without an account.
import { policyFor, withAuth } from '../../assets/auth.private';
import { endpoint, operations } from '../../assets/directory.private';

const { removePassword } = operations.account;

export const handler = withAuth(policyFor(removePassword), endpoint(removePassword));
