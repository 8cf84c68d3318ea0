// GET /session/return-sso: browsers that come back from an identity provider.
import { open, returnSso } from '../../assets/auth.private';

export const handler = open(returnSso());
