export type { ScopesByClient } from './client-scopes';
export { jwksEndpoint } from './jwks-endpoint';
export { tokenEndpoint } from './token-endpoint';
export type { TokenEndpointOptions } from './token-options';
