import { X509Certificate } from 'node:crypto';
import { SsoFailure } from '../sso/sso-failure';
import type { SamlProvider } from './saml';
import {
  allIn,
  childrenNamed,
  childrenOf,
  isElement,
  NAMESPACES,
  parseXml,
  textOf,
  type XmlElement,
} from './xml';

const REDIRECT = 'urn:oasis:names:tc:SAML:2.0:bindings:HTTP-Redirect';
const MAX_CERTIFICATES = 3;
const MIN_RSA_BITS = 2048;

/**
 * Reads the metadata of an identity provider (SAML metadata section 2.4.3): who it is, where a login begins, and the
 * certificates that it signs with. Its signature is not checked: an administrator of the account vouches for the text.
 *
 * @returns a sentence about the problem, if the provider cannot be used.
 */
export function readMetadata(text: string): SamlProvider | string {
  const root = parseOrUndefined(text);
  if (root === undefined)
    return 'The metadata must be an XML document of at most 128 kB without a DOCTYPE.';
  const descriptors = allIn(root).filter((one) =>
    isElement(one, NAMESPACES.metadata, 'IDPSSODescriptor'),
  );
  const [descriptor, ...others] = descriptors;
  if (descriptor === undefined) return 'The metadata describes no identity provider of SAML 2.0.';
  if (others.length > 0) return 'The metadata describes several identity providers. Choose one.';
  if (descriptor.getAttribute('WantAuthnRequestsSigned') === 'true') {
    return 'The identity provider wants signed requests, which are not supported. Turn that off there.';
  }
  const entityId = (descriptor.parentNode as XmlElement).getAttribute('entityID') ?? '';
  const loginUrl = loginUrlOf(descriptor);
  if (loginUrl === undefined)
    return 'The metadata has no SingleSignOnService with the HTTP-Redirect binding.';
  return withCertificates({ entityId, loginUrl }, certificatesOf(descriptor));
}

function parseOrUndefined(text: string): XmlElement | undefined {
  try {
    // Nobody signs what a comment separates here.
    return parseXml(withoutComments(text));
  } catch (error) {
    if (error instanceof SsoFailure) return undefined;
    throw error;
  }
}

function withoutComments(text: string): string {
  const [start = '', ...others] = text.split('<!--');
  const after = others.map((part) => {
    const end = part.indexOf('-->');
    // What is left of a comment without an end is refused.
    return end === -1 ? '<!' : part.slice(end + '-->'.length);
  });
  return start + after.join('');
}

function loginUrlOf(descriptor: XmlElement): string | undefined {
  const service = childrenNamed(descriptor, 'SingleSignOnService').find(
    (one) => one.getAttribute('Binding') === REDIRECT,
  );
  return service?.getAttribute('Location') || undefined;
}

/** Returns the certificates of a provider's signing keys, in base64 without spaces. */
function certificatesOf(descriptor: XmlElement): readonly string[] {
  const keys = childrenNamed(descriptor, 'KeyDescriptor').filter(
    (key) => key.getAttribute('use') !== 'encryption',
  );
  const found = keys
    .flatMap((key) => childrenOf(key))
    .flatMap(allIn)
    .filter((one) => isElement(one, NAMESPACES.signature, 'X509Certificate'))
    .map((one) => textOf(one).replace(/\s/g, ''));
  return [...new Set(found)];
}

function withCertificates(
  provider: Omit<SamlProvider, 'certificates'>,
  found: readonly string[],
): SamlProvider | string {
  if (found.length === 0) return 'The metadata has no certificate of a signing key.';
  if (found.length > MAX_CERTIFICATES) {
    return `The metadata has ${found.length} certificates of signing keys. At most ${MAX_CERTIFICATES} are supported.`;
  }
  const certificates: string[] = [];
  for (const base64 of found) {
    const certificate = certificateOf(base64);
    if (certificate === undefined) return 'A certificate in the metadata cannot be read.';
    const problem = keyProblem(certificate);
    if (problem !== undefined) return problem;
    certificates.push(certificate.toString());
  }
  return { ...provider, certificates };
}

function certificateOf(base64: string): X509Certificate | undefined {
  try {
    return new X509Certificate(Buffer.from(base64, 'base64'));
  } catch {
    return undefined;
  }
}

// xml-crypto verifies no ECDSA.
function keyProblem({ publicKey }: X509Certificate): string | undefined {
  const { asymmetricKeyType, asymmetricKeyDetails } = publicKey;
  const isLarge = (asymmetricKeyDetails?.modulusLength ?? 0) >= MIN_RSA_BITS;
  if (asymmetricKeyType === 'rsa' && isLarge) return undefined;
  return `A certificate in the metadata must have an RSA key of at least ${MIN_RSA_BITS} bits.`;
}
