// /scim/v2/… through an edge: identity providers with a SCIM token of a service user.
import { open } from '../assets/auth.private';
import { scimEndpoint } from '../assets/scim.private';

export const handler = open(scimEndpoint());
