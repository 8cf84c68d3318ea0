// POST /session/return-saml: browsers that come back from an identity provider of SAML, with its signed response.
import { open } from '../../assets/auth.private';
import { returnSaml } from '../../assets/directory.private';

export const handler = open(returnSaml());
