/** The JSON of the credential that `navigator.credentials.create()` returns, to the extent that it is used. */
export interface RegistrationResponse {
  readonly id: string;
  readonly rawId: string;
  readonly type: 'public-key';
  readonly response: {
    readonly clientDataJSON: string;
    readonly attestationObject: string;
    readonly transports?: readonly string[] | undefined;
  };
}

/** The JSON of the credential that `navigator.credentials.get()` returns, to the extent that it is used. */
export interface AssertionResponse {
  readonly id: string;
  readonly rawId: string;
  readonly type: 'public-key';
  readonly response: {
    readonly clientDataJSON: string;
    readonly authenticatorData: string;
    readonly signature: string;
    readonly userHandle?: string | null | undefined;
  };
}

/** The values that a response must repeat. */
export interface Expected {
  /** The challenge of the options, in base64url. */
  readonly challenge: string;
  /** The service's own origin, such as `https://name-1234.twil.io`. */
  readonly origin: string;
  /** The whole host of the origin. */
  readonly rpId: string;
}

/** A verified registration. */
export interface NewPasskey {
  readonly credentialId: Buffer;
  /** The COSE key (RFC 9052 section 7), as the authenticator encoded it. */
  readonly publicKey: Buffer;
  /** The COSE algorithm: -8 (EdDSA), -7 (ES256) or -257 (RS256). */
  readonly algorithm: number;
  readonly counter: number;
  /** Whether the passkey may be synced to other devices. It never changes. */
  readonly backupEligible: boolean;
  /** Whether the passkey is synced now. */
  readonly backedUp: boolean;
  /** The model of the authenticator, as a UUID. It is not attested, so it is only a hint. */
  readonly aaguid: string;
  readonly transports: readonly string[];
}

/** A registered passkey, to the extent that an assertion is verified with it. */
export interface StoredPasskey {
  readonly credentialId: Buffer;
  /** The COSE key, as in `NewPasskey`. */
  readonly publicKey: Buffer;
  readonly counter: number;
  readonly backupEligible: boolean;
  /** The id of the owner, which a `userHandle` must equal. */
  readonly userId: string;
}

/** A verified assertion, with the values to store with the passkey. */
export interface UsedPasskey {
  readonly counter: number;
  readonly backedUp: boolean;
}

/** The reason of a rejection, for the audit log. Callers must not see it. */
export type PasskeyProblem =
  | 'malformed'
  | 'challenge'
  | 'origin'
  | 'host'
  | 'user_verification'
  | 'backup'
  | 'counter'
  | 'owner'
  | 'algorithm'
  | 'signature';

/** A response that was not verified. */
export interface RejectedPasskey {
  readonly problem: PasskeyProblem;
}

/** The part of this library that verifies what authenticators sign: the asset /passkeys.js. */
export interface PasskeyVerifier {
  /** Verifies a registration (WebAuthn Level 3 section 7.1). Rejects every invalid response without an exception. */
  verifyRegistration(
    response: RegistrationResponse,
    expected: Expected,
  ): Promise<NewPasskey | RejectedPasskey>;
  /**
   * Verifies an assertion (WebAuthn Level 3 section 7.2). Rejects every invalid response without an exception. A
   * response without a `userHandle` is accepted: the caller decides whether the owner is known by other means.
   */
  verifyAssertion(
    response: AssertionResponse,
    expected: Expected,
    passkey: StoredPasskey,
  ): Promise<UsedPasskey | RejectedPasskey>;
}
