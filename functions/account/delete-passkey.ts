// POST /account/delete-passkey: users whose login is complete, with or without an account.
import { policyFor, withAuth } from '../../assets/auth.private';
import { endpoint, operations } from '../../assets/directory.private';

const { deletePasskey } = operations.account;

export const handler = withAuth(policyFor(deletePasskey), endpoint(deletePasskey));
