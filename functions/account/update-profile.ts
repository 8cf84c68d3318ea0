// POST /account/update-profile: users whose login is complete, with or without an account.
import { policyFor, withAuth } from '../../assets/auth.private';
import { endpoint, operations } from '../../assets/directory.private';

const { updateProfile } = operations.account;

export const handler = withAuth(policyFor(updateProfile), endpoint(updateProfile));
