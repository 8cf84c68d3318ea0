// POST /admin/rotate-credential: administrators.
import { policyFor, withAuth } from '../../assets/auth.private';
import { endpoint, operations } from '../../assets/directory.private';

const { rotateCredential } = operations.admin;

export const handler = withAuth(policyFor(rotateCredential), endpoint(rotateCredential));
