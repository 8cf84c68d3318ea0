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
export { verifyAssertion } from './verify-assertion';
export { verifyRegistration } from './verify-registration';
