import { randomBytes } from 'node:crypto';
import { generate } from 'selfsigned';
import { SignedXml } from 'xml-crypto';
import type { SamlProvider, SamlRecipient } from '../../../lib/saml/saml';
import type { Certified } from '../servers/self-signed';

const SHA256 = 'http://www.w3.org/2001/04/xmlenc#sha256';
const EXCLUSIVE = 'http://www.w3.org/2001/10/xml-exc-c14n#';
const ENVELOPED = 'http://www.w3.org/2000/09/xmldsig#enveloped-signature';
const DAY_MS = 86_400_000;
const HOUR_MS = 3_600_000;
const RSA_SHA256 = 'http://www.w3.org/2001/04/xmldsig-more#rsa-sha256';

/** An identity provider of SAML that signs what a test wants. */
export interface TestSamlProvider {
  readonly provider: SamlProvider;
  readonly keys: Certified;
}

/** Creates a provider with a key of its own. */
export async function makeSamlProvider(
  entityId = 'https://idp.example/saml',
): Promise<TestSamlProvider> {
  const keys = await makeSigningKeys();
  const loginUrl = 'https://idp.example/login?tenant=a&b=c';
  return { provider: { entityId, loginUrl, certificates: [keys.cert] }, keys };
}

/** Creates an RSA key and a certificate that it has signed, which expires in so many days. */
export async function makeSigningKeys(keySize = 2048, days = 365): Promise<Certified> {
  // The certificate is valid for at least a day, so one that has expired began before.
  const notAfterDate = new Date(Date.now() + days * DAY_MS + HOUR_MS);
  const notBeforeDate = new Date(Math.min(Date.now(), notAfterDate.getTime() - DAY_MS));
  const { private: key, cert } = await generate([{ name: 'commonName', value: 'idp.example' }], {
    keyType: 'rsa',
    keySize,
    algorithm: 'sha256',
    notBeforeDate,
    notAfterDate,
  });
  return { key, cert };
}

let shared: Promise<TestSamlProvider> | undefined;

/** Returns a provider that all tests of a file share, because its key takes a while. */
export function sharedSamlProvider(): Promise<TestSamlProvider> {
  shared ??= makeSamlProvider();
  return shared;
}

/** Returns the metadata of a provider. */
export function metadataOf({ entityId, loginUrl, certificates }: SamlProvider): string {
  const keys = certificates.map(
    (pem) =>
      '<KeyDescriptor use="signing"><ds:KeyInfo><ds:X509Data><ds:X509Certificate>' +
      `${pem.replace(/-----[A-Z ]+-----/g, '')}</ds:X509Certificate></ds:X509Data></ds:KeyInfo></KeyDescriptor>`,
  );
  return [
    '<EntityDescriptor xmlns="urn:oasis:names:tc:SAML:2.0:metadata" xmlns:ds="http://www.w3.org/2000/09/xmldsig#"',
    ` entityID="${entityId}">`,
    '<IDPSSODescriptor protocolSupportEnumeration="urn:oasis:names:tc:SAML:2.0:protocol">',
    ...keys,
    '<SingleSignOnService Binding="urn:oasis:names:tc:SAML:2.0:bindings:HTTP-Redirect"',
    ` Location="${loginUrl.replaceAll('&', '&amp;')}"/>`,
    '</IDPSSODescriptor></EntityDescriptor>',
  ].join('');
}

/** The texts of a response that a test can change. Each is XML, or the value of an attribute. */
export interface ResponseParts {
  readonly responseIssuer: string;
  readonly issuer: string;
  readonly destination: string;
  readonly inResponseTo: string;
  readonly status: string;
  readonly nameId: string;
  readonly subject: string;
  readonly conditions: string;
  readonly authnStatement: string;
  readonly attributes: string;
  readonly issueInstant: string;
  /** Between the status and the assertion. */
  readonly before: string;
}

/** Returns a time in so many seconds, as SAML writes it. */
export function inSeconds(seconds: number): string {
  return new Date(Date.now() + seconds * 1000).toISOString();
}

/** Returns the parts of a correct response. */
export function partsFor(
  { entityId }: Pick<SamlProvider, 'entityId'>,
  recipient: SamlRecipient,
  subject = 'subject-1',
): ResponseParts {
  const { requestId, acsUrl } = recipient;
  const answers = requestId === null ? '' : ` InResponseTo="${requestId}"`;
  const nameId = `<saml:NameID Format="urn:oasis:names:tc:SAML:2.0:nameid-format:persistent">${subject}</saml:NameID>`;
  return {
    responseIssuer: `<saml:Issuer>${entityId}</saml:Issuer>`,
    issuer: `<saml:Issuer>${entityId}</saml:Issuer>`,
    destination: acsUrl,
    inResponseTo: answers,
    status: '<samlp:StatusCode Value="urn:oasis:names:tc:SAML:2.0:status:Success"/>',
    nameId,
    subject:
      '<saml:SubjectConfirmation Method="urn:oasis:names:tc:SAML:2.0:cm:bearer">' +
      `<saml:SubjectConfirmationData${answers} Recipient="${acsUrl}" NotOnOrAfter="${inSeconds(300)}"/>` +
      '</saml:SubjectConfirmation>',
    conditions:
      `<saml:Conditions NotBefore="${inSeconds(-30)}" NotOnOrAfter="${inSeconds(300)}">` +
      `<saml:AudienceRestriction><saml:Audience>${recipient.entityId}</saml:Audience></saml:AudienceRestriction>` +
      '</saml:Conditions>',
    authnStatement:
      `<saml:AuthnStatement AuthnInstant="${inSeconds(-5)}" SessionIndex="_session">` +
      '<saml:AuthnContext><saml:AuthnContextClassRef>urn:oasis:names:tc:SAML:2.0:ac:classes:Password</saml:AuthnContextClassRef></saml:AuthnContext>' +
      '</saml:AuthnStatement>',
    attributes:
      '<saml:AttributeStatement>' +
      '<saml:Attribute Name="mail"><saml:AttributeValue>ada@example.com</saml:AttributeValue></saml:Attribute>' +
      '<saml:Attribute Name="displayName"><saml:AttributeValue>Ada Lovelace</saml:AttributeValue></saml:Attribute>' +
      '</saml:AttributeStatement>',
    issueInstant: inSeconds(-1),
    before: '',
  };
}

/** Writes an unsigned response. */
export function responseXml(parts: ResponseParts): string {
  const [id, assertionId] = ['response', 'assertion'].map(
    (name) => `_${name}${randomBytes(8).toString('hex')}`,
  );
  return [
    '<samlp:Response xmlns:samlp="urn:oasis:names:tc:SAML:2.0:protocol" xmlns:saml="urn:oasis:names:tc:SAML:2.0:assertion"',
    ` ID="${id}" Version="2.0" IssueInstant="${parts.issueInstant}" Destination="${parts.destination}"${parts.inResponseTo}>`,
    `${parts.responseIssuer}<samlp:Status>${parts.status}</samlp:Status>${parts.before}`,
    `<saml:Assertion ID="${assertionId}" Version="2.0" IssueInstant="${parts.issueInstant}">`,
    `${parts.issuer}<saml:Subject>${parts.nameId}${parts.subject}</saml:Subject>`,
    `${parts.conditions}${parts.authnStatement}${parts.attributes}</saml:Assertion></samlp:Response>`,
  ].join('');
}

/** How a response is signed. */
export interface SigningOptions {
  readonly element?: 'Assertion' | 'Response';
  readonly signatureAlgorithm?: string;
  readonly digestAlgorithm?: string;
  readonly keys: Certified;
}

/** Signs an element of a response. */
export function signElement(
  xml: string,
  { element = 'Assertion', keys, signatureAlgorithm, digestAlgorithm }: SigningOptions,
): string {
  const signed = new SignedXml({
    privateKey: keys.key,
    publicCert: keys.cert,
    canonicalizationAlgorithm: EXCLUSIVE,
    signatureAlgorithm: signatureAlgorithm ?? RSA_SHA256,
  });
  signed.addReference({
    xpath: `//*[local-name(.)='${element}']`,
    transforms: [ENVELOPED, EXCLUSIVE],
    digestAlgorithm: digestAlgorithm ?? SHA256,
  });
  signed.computeSignature(xml, {
    location: {
      reference: `//*[local-name(.)='${element}']/*[local-name(.)='Issuer']`,
      action: 'after',
    },
  });
  return signed.getSignedXml();
}

/** Encodes a response as the browser posts it. */
export function encodeResponse(xml: string): string {
  return Buffer.from(xml).toString('base64');
}
