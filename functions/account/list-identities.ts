// GET or POST /account/list-identities: users whose login is complete, with or without an account.
import { policyFor, withAuth } from '../../assets/auth.private';
import { endpoint, operations } from '../../assets/directory.private';

const { listIdentities } = operations.account;

export const handler = withAuth(policyFor(listIdentities), endpoint(listIdentities));
