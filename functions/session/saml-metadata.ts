// GET /session/saml-metadata?identityProvider=…: anyone, because it is public.
import { open } from '../../assets/auth.private';
import { samlMetadata } from '../../assets/directory.private';

export const handler = open(samlMetadata());
