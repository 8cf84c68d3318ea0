export type { Access } from './access';
export { accessOf } from './access';
export { basicCredentials } from './credentials/basic-credentials';
export type { Credential } from './credentials/read-credential';
export type { VerifyPair } from './credentials/verify-pair';
export type { BasicCredentials } from './http/basic-authorization';
export { open } from './open';
export { hashPassword } from './passwords/scrypt';
export { basic } from './schemes/basic';
export type { BasicOptions } from './schemes/basic-options';
export type { MemoryThrottleOptions } from './throttle/memory-throttle';
export { memoryThrottle } from './throttle/memory-throttle';
export type { ThrottleStore } from './throttle/throttle-store';
export type {
  AcceptedCredential,
  Authenticator,
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
  Scheme,
  TwilioHandler,
} from './types';
export { withAuth } from './with-auth';
