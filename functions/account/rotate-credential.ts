// POST /account/rotate-credential: the credential's owner.
import { policyFor, withAuth } from '../../assets/auth.private';
import { endpoint, operations } from '../../assets/directory.private';

const { rotateCredential } = operations.account;

export const handler = withAuth(policyFor(rotateCredential), endpoint(rotateCredential));
