// POST /session/sign-up-by-invitation: anyone with the token of an invitation.
import { open } from '../../assets/auth.private';
import { endpoint, operations } from '../../assets/directory.private';

const { signUpByInvitation } = operations.session;

export const handler = open(endpoint(signUpByInvitation));
