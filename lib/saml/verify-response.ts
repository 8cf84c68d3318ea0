import { X509Certificate } from 'node:crypto';
import {
  type CacheProvider,
  SAML,
  type SamlConfig,
  ValidateInResponseTo,
} from '@node-saml/node-saml';
import type { SsoProblem } from '../sso/sso';
import { requireValid, SsoFailure } from '../sso/sso-failure';
import { checkResponse, decodeResponse } from './check-response';
import { readAssertion } from './read-assertion';
import type { ProvenAssertion, SamlProvider, SamlRecipient } from './saml';

// The time limits of read-assertion.ts, for the checks that node-saml makes as well.
const SKEW_MS = 60_000;
const MAX_AGE_MS = 300_000;
// The other checks follow, and each of them has a name for the audit log.
const ONLY_SIGNATURE = {
  audience: false,
  acceptedClockSkewMs: -1,
  maxAssertionAgeMs: 0,
  validateInResponseTo: ValidateInResponseTo.never,
} as const;

/**
 * Verifies a `SAMLResponse`. node-saml verifies the signature. The profile of SAML that this service accepts is narrower, so
 * the response is checked before, and the signed bytes after it.
 *
 * Never rejects. Returns `invalid` with the name of the failed check, or `refused` with the provider's status.
 */
export async function verifyResponse(
  provider: SamlProvider,
  response: string,
  recipient: SamlRecipient,
): Promise<ProvenAssertion | SsoProblem> {
  try {
    const xml = decodeResponse(response);
    checkResponse(xml, provider, recipient);
    const { signedXml, certificate } = await verifySignature(provider, xml, recipient);
    const proven = readAssertion(signedXml, provider, recipient);
    // node-saml has the last word about the time, the audience and the request, which it reads with code of its own.
    const confirmed = await signedXmlOf(verifierOf(certificate, recipient), xml);
    requireValid(confirmed === signedXml, 'response');
    const { fingerprint256: fingerprint } = new X509Certificate(certificate);
    return { ...proven, fingerprint };
  } catch (error) {
    if (!(error instanceof SsoFailure)) return { problem: 'invalid', reason: 'response' };
    const { problem, reason } = error;
    return { problem, reason };
  }
}

/** Returns the assertion's bytes as they were signed, and the certificate that verified them. */
async function verifySignature(
  { certificates }: SamlProvider,
  xml: string,
  recipient: SamlRecipient,
): Promise<{ readonly signedXml: string; readonly certificate: string }> {
  // One at a time, because node-saml does not say which of several has verified the signature.
  for (const certificate of certificates) {
    const signedXml = await signedXmlOf(verifierOf(certificate, recipient, ONLY_SIGNATURE), xml);
    if (signedXml !== undefined) return { signedXml, certificate };
  }
  throw new SsoFailure('invalid', 'Signature');
}

async function signedXmlOf(saml: SAML, xml: string): Promise<string | undefined> {
  const SAMLResponse = Buffer.from(xml).toString('base64');
  try {
    const { profile } = await saml.validatePostResponseAsync({ SAMLResponse });
    return profile?.getAssertionXml?.();
  } catch {
    return undefined;
  }
}

function verifierOf(
  idpCert: string,
  { entityId, acsUrl, requestId }: SamlRecipient,
  more: Partial<SamlConfig> = {},
): SAML {
  return new SAML({
    idpCert,
    issuer: entityId,
    audience: entityId,
    callbackUrl: acsUrl,
    wantAssertionsSigned: true,
    wantAuthnResponseSigned: false,
    acceptedClockSkewMs: SKEW_MS,
    maxAssertionAgeMs: MAX_AGE_MS,
    signatureAlgorithm: 'sha256',
    disableRequestedAuthnContext: true,
    validateInResponseTo:
      requestId === null ? ValidateInResponseTo.never : ValidateInResponseTo.always,
    cacheProvider: requestsOf(requestId),
    ...more,
  });
}

/** Tells node-saml which request is open. The row of the login in the database ends it. */
function requestsOf(requestId: string | null): CacheProvider {
  const find = async (key: string | null) => (key === requestId ? new Date().toISOString() : null);
  return { saveAsync: async () => null, getAsync: find, removeAsync: find };
}
