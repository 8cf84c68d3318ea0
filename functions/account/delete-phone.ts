// POST /account/delete-phone: users whose login is complete, with or without an account.
import { policyFor, withAuth } from '../../assets/auth.private';
import { endpoint, operations } from '../../assets/directory.private';

const { deletePhone } = operations.account;

export const handler = withAuth(policyFor(deletePhone), endpoint(deletePhone));
