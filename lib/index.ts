export type { Access } from './access';
export { accessOf } from './access';
export { basicAuthorization } from './credentials/basic-authorization';
export type { Credential } from './credentials/read-credential';
export type { VerifyPair } from './credentials/verify-pair';
export type { SessionStatus } from './directory/access';
export type { Identity as DirectoryIdentity } from './directory/identity';
export type { RoleName, Roles } from './directory/roles/roles';
export type { BasicCredentials } from './http/basic-authorization';
export type { JwtOptions } from './jwt/jwt-options';
export { open } from './open';
export { hashPassword } from './passwords/scrypt';
export type { OperationPolicy } from './policy-for';
export { policyFor } from './policy-for';
export type { ApiKeyOptions } from './schemes/api-key';
export { apiKey } from './schemes/api-key';
export { basic } from './schemes/basic';
export type { BasicOptions } from './schemes/basic-options';
export { bearer } from './schemes/bearer';
export type { BearerOptions } from './schemes/bearer-options';
export { session } from './schemes/session';
export type { SessionOptions } from './schemes/session-options';
export { twilioSignature } from './schemes/twilio-signature';
export type { TwilioSignatureOptions } from './schemes/twilio-signature-options';
export type { MemoryReplayStoreOptions } from './signature/memory-replay-store';
export { memoryReplayStore } from './signature/memory-replay-store';
export type { ReplayStore } from './signature/replay-store';
export type { MemoryThrottleOptions } from './throttle/memory-throttle';
export { memoryThrottle } from './throttle/memory-throttle';
export type { ThrottleStore } from './throttle/throttle-store';
export type { TokenOptions } from './tokens/token-options';
export type {
  AcceptedCredential,
  Authenticator,
  Authorize,
  Decision,
  DecisionCode,
  FunctionEvent,
  Handler,
  Identity,
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
export { withAuth } from './with-auth';
