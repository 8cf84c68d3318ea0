export { endpoint } from './api/endpoint';
export type { Operation } from './api/operation';
export { closeDatabases } from './database/database';
/** @internal The guard looks callers up. */
export { guardLookups } from './guard-lookups';
export { operations } from './operations/index';
/** @internal /scim.js provisions members. */
export {
  type ScimDirectory,
  type ScimGroup,
  type ScimMember,
  scimDirectory,
} from './scim/scim-directory';
export { backChannelLogout } from './sso/back-channel-logout';
export { returnSaml } from './sso/return-saml';
export { samlMetadata } from './sso/saml-metadata';
