// POST /session/back-channel-logout: identity providers, which prove themselves by a signed token.
import { open } from '../../assets/auth.private';
import { backChannelLogout } from '../../assets/directory.private';

export const handler = open(backChannelLogout());
