// POST /account/rename-passkey: users whose login is complete, with or without an account.
import { policyFor, withAuth } from '../../assets/auth.private';
import { endpoint, operations } from '../../assets/directory.private';

const { renamePasskey } = operations.account;

export const handler = withAuth(policyFor(renamePasskey), endpoint(renamePasskey));
