// POST /session/show-invitation: anybody, with the token of an invitation.
import { open } from '../../assets/auth.private';
import { endpoint, showInvitation } from '../../assets/directory.private';

export const handler = open(endpoint(showInvitation));
