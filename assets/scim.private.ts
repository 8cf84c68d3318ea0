// SCIM 2.0, by which an identity provider manages the members of an account: the private asset /scim.js, loaded only by
// the Function /scim.
export { scimEndpoint } from '../lib/schemes/scim/scim-endpoint';
