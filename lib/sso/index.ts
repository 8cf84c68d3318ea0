export { authorizationUrl, findEndpoints, newLoginSecrets } from './authorization-url';
export { verifyLogoutToken } from './logout-token';
export { redeemCode } from './redeem-code';
export type {
  LoginAnswer,
  LoginRequest,
  LoginSecrets,
  ProvenIdentity,
  ProvenLogout,
  ProviderClient,
  ProviderEndpoints,
  ProviderLimits,
  ProviderType,
  SsoClient,
  SsoProblem,
} from './sso';
