export type { Access } from './access';
export { accessOf } from './access';
export type { Credential } from './credentials/read-credentials';
export type { BasicCredentials } from './http/basic-credentials';
export { open } from './open';
export type { BasicOptions } from './schemes/basic';
export { basic } from './schemes/basic';
export type {
  Authenticator,
  FunctionEvent,
  Handler,
  Identity,
  Misconfiguration,
  Outcome,
  Policy,
  PolicyOptions,
  Principal,
  RefusalCode,
  Scheme,
  TwilioHandler,
} from './types';
export { withAuth } from './with-auth';
