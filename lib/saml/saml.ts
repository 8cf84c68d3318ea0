import type { ProvenIdentity, SsoProblem } from '../sso/sso';

/** An identity provider of SAML 2.0, as its metadata describes it. */
export interface SamlProvider {
  readonly entityId: string;
  /** Where a login begins, by the HTTP-Redirect binding. */
  readonly loginUrl: string;
  /** The certificates of the keys that it signs with, as PEM: one, and others while it changes them. */
  readonly certificates: readonly string[];
}

/** What a response must have been made for. */
export interface SamlRecipient {
  /** The entity id that this service has at the provider. */
  readonly entityId: string;
  /** The URL that the response was sent to: the assertion consumer service. */
  readonly acsUrl: string;
  /** The id of the request that it answers. `null`: it must answer none. */
  readonly requestId: string | null;
}

/** A verified assertion. */
export interface ProvenAssertion {
  readonly identity: ProvenIdentity;
  /** Identifies the assertion, which is valid once. */
  readonly id: string;
  /** When it expires, in seconds since 1970. */
  readonly expiresAt: number;
  /** The SHA-256 fingerprint of the certificate that verified it. */
  readonly fingerprint: string;
}

/** The part of this library that reads SAML: the asset /saml.js. Its functions never reject. */
export interface SamlClient {
  /** Verifies the `SAMLResponse` of a login. */
  verifyResponse(
    provider: SamlProvider,
    response: string,
    recipient: SamlRecipient,
  ): Promise<ProvenAssertion | SsoProblem>;
  /** Reads the metadata of a provider. @returns what is wrong with it as a sentence, if it cannot be used. */
  readMetadata(text: string): SamlProvider | string;
}
