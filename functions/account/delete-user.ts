// POST /account/delete-user: users with a session.
import { policyFor, withAuth } from '../../assets/auth.private';
import { endpoint, operations } from '../../assets/directory.private';

const { deleteUser } = operations.account;

export const handler = withAuth(policyFor(deleteUser), endpoint(deleteUser));
