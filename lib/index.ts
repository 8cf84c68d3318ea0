export { dashboard } from './dashboard/dashboard';
export { type Elements, elements } from './dashboard/elements';
export { returnSso } from './dashboard/return-sso';
export type { Edge } from './edge/take-edge';
export type { Access } from './guard/access';
export { accessOf } from './guard/access';
export { open } from './guard/open';
export { withAuth } from './guard/with-auth';
export type { BasicCredentials } from './http/basic-authorization';
export type { Identity as DirectoryIdentity } from './identity/identity';
export type { RoleName, Roles } from './identity/roles';
export type { SessionStatus } from './identity/session-status';
export type { JwtOptions } from './jwt/jwt-options';
export { hashPassword } from './passwords/scrypt';
export { basic } from './schemes/basic/basic';
export { basicAuthorization } from './schemes/basic/basic-authorization';
export type { BasicOptions } from './schemes/basic/basic-options';
export type { VerifyPassword } from './schemes/basic/custom-verifier';
export type { Credential } from './schemes/basic/parse-credential';
export type { ApiKeyOptions } from './schemes/bearer/api-key';
export { apiKey } from './schemes/bearer/api-key';
export type { BearerOptions } from './schemes/bearer/bearer';
export { bearer } from './schemes/bearer/bearer';
export type { TokenOptions } from './schemes/bearer/opaque-tokens';
export type { OperationPolicy } from './schemes/policy-for';
export { policyFor } from './schemes/policy-for';
export type { SessionOptions } from './schemes/session/session';
export { session } from './schemes/session/session';
export type {
  MemoryReplayStoreOptions,
  ReplayStore,
} from './schemes/twilio-signature/memory-replay-store';
export { memoryReplayStore } from './schemes/twilio-signature/memory-replay-store';
export { twilioSignature } from './schemes/twilio-signature/twilio-signature';
export type { TwilioSignatureOptions } from './schemes/twilio-signature/twilio-signature-options';
export type { MemoryThrottleOptions, ThrottleStore } from './throttle/memory-throttle';
export { memoryThrottle } from './throttle/memory-throttle';
export type {
  AcceptedCredential,
  Authenticator,
  Authorize,
  AuthUnder,
  Decision,
  DecisionCode,
  FunctionEvent,
  Handler,
  Misconfiguration,
  OnDecision,
  Outcome,
  Policy,
  PolicyOptions,
  Principal,
  Refusal,
  RefusalCode,
  RequestHeaders,
  RequestHeadersOption,
  Requirement,
  ResponseCookie,
  Scheme,
  TwilioHandler,
} from './types';
