// POST /session/sign-up-by-invitation: anybody, with the token of an invitation.
import { open } from '../../assets/auth.private';
import { endpoint, signUpByInvitation } from '../../assets/directory.private';

export const handler = open(endpoint(signUpByInvitation));
