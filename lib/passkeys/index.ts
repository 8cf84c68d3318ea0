export type {
  AssertionResponse,
  Expected,
  NewPasskey,
  PasskeyProblem,
  PasskeyVerifier,
  RegistrationResponse,
  RejectedPasskey,
  StoredPasskey,
  UsedPasskey,
} from './passkeys';
