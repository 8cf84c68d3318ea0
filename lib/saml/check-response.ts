import { requireValid, SsoFailure } from '../sso/sso-failure';
import type { SamlProvider, SamlRecipient } from './saml';
import {
  allIn,
  childrenNamed,
  childrenOf,
  isElement,
  MAX_XML_LENGTH,
  NAMESPACES,
  onlyChild,
  parseXml,
  textOf,
  type XmlElement,
} from './xml';

const BASE64 = /^[A-Za-z0-9+/]+={0,2}$/;
const SUCCESS = 'urn:oasis:names:tc:SAML:2.0:status:Success';
const STATUS = /^urn:oasis:names:tc:SAML:2\.0:status:(\w{1,40})$/;
// RFC 9231: those that xml-crypto can verify, without SHA-1 and HMAC, and the only transforms of SAML core section 5.4.4.
const ALGORITHMS = new Set([
  'http://www.w3.org/2001/10/xml-exc-c14n#',
  'http://www.w3.org/2000/09/xmldsig#enveloped-signature',
  'http://www.w3.org/2001/04/xmlenc#sha256',
  'http://www.w3.org/2001/04/xmlenc#sha512',
  'http://www.w3.org/2001/04/xmldsig-more#rsa-sha256',
  'http://www.w3.org/2001/04/xmldsig-more#rsa-sha512',
  'http://www.w3.org/2007/05/xmldsig-more#sha256-rsa-MGF1',
]);
const ENCRYPTED = ['EncryptedAssertion', 'EncryptedID', 'EncryptedAttribute', 'EncryptedData'];

/** Decodes a `SAMLResponse` (SAML bindings section 3.5.4). @throws SsoFailure `invalid` */
export function decodeResponse(response: string): string {
  // Base64 has four characters for three bytes, and may have line breaks.
  requireValid(response.length <= MAX_XML_LENGTH * 1.4, 'size');
  const base64 = response.replace(/\s/g, '');
  requireValid(BASE64.test(base64), 'base64');
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(Buffer.from(base64, 'base64'));
  } catch {
    throw new SsoFailure('invalid', 'utf8');
  }
}

/**
 * Checks everything of a response that its signature does not prove, before the signature. The assertion is at one place
 * only, and each signature belongs to the element around it.
 *
 * @throws SsoFailure
 */
export function checkResponse(
  xml: string,
  { entityId }: SamlProvider,
  { acsUrl, requestId }: SamlRecipient,
): void {
  const response = parseXml(xml);
  requireValid(isElement(response, NAMESPACES.protocol, 'Response'), 'Response');
  requireSuccess(response);
  checkElements(response);
  requireValid(response.getAttribute('Version') === '2.0', 'Version');
  requireValid(response.getAttribute('Destination') === acsUrl, 'Destination');
  const answered = response.hasAttribute('InResponseTo')
    ? response.getAttribute('InResponseTo')
    : null;
  requireValid(answered === requestId, 'InResponseTo');
  const [issuer] = childrenOf(response).filter((child) => isOfAssertion(child, 'Issuer'));
  requireValid(issuer === undefined || textOf(issuer) === entityId, 'Issuer');
}

function requireSuccess(response: XmlElement): void {
  const code = onlyChild(onlyChild(response, 'Status'), 'StatusCode');
  const value = code.getAttribute('Value') ?? '';
  if (value === SUCCESS) return;
  // The second level says more, as in AuthnFailed.
  const [detail = code] = childrenNamed(code, 'StatusCode');
  const [, name = 'error'] = STATUS.exec(detail.getAttribute('Value') ?? '') ?? [];
  throw new SsoFailure('refused', name);
}

function isOfAssertion(element: XmlElement, name: string): boolean {
  return isElement(element, NAMESPACES.assertion, name);
}

function checkElements(response: XmlElement): void {
  const elements = allIn(response);
  const [assertion, ...others] = elements.filter(({ localName }) => localName === 'Assertion');
  requireValid(!elements.some(({ localName }) => ENCRYPTED.includes(localName)), 'encrypted');
  requireValid(assertion !== undefined && others.length === 0, 'Assertion');
  requireValid(
    isOfAssertion(assertion, 'Assertion') && assertion.parentNode === response,
    'Assertion',
  );
  requireValid(
    !childrenOf(response).some(({ localName }) => localName === 'Extensions'),
    'Extensions',
  );
  const signatures = elements.filter(({ localName }) => localName === 'Signature');
  const signed = signatures.map(({ parentNode }) => parentNode);
  requireValid(signed.filter((one) => one === assertion).length === 1, 'Signature');
  requireValid(
    signed.filter((one) => one !== assertion).every((one) => one === response),
    'Signature',
  );
  requireValid(signatures.length <= 2, 'Signature');
  for (const element of elements) {
    if (!element.hasAttribute('Algorithm')) continue;
    requireValid(ALGORITHMS.has(element.getAttribute('Algorithm') ?? ''), 'Algorithm');
  }
}
