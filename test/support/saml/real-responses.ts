import type { Certified } from '../servers/self-signed';
import { inSeconds, signElement } from './saml-provider';

// Changes of a real provider's response. They name no prefix, because each provider has its own.

/** A change, and the check that refuses it. */
export type RefusedChange = readonly [
  title: string,
  reason: string,
  change: (xml: string) => string,
];

const replaced = (pattern: RegExp, by: string) => (xml: string) => {
  const changed = xml.replace(pattern, by);
  if (changed === xml) throw new Error(`The response has no ${pattern}.`);
  return changed;
};
const attribute = (element: string, name: string, by: string) =>
  replaced(new RegExp(`(<(?:\\w+:)?${element}\\b[^>]*? ${name}=")[^"]*`), `$1${by}`);
const content = (element: string, by: string) =>
  replaced(new RegExp(`(<(?:\\w+:)?${element}\\b[^>]*>)[^<]*(?=</)`), `$1${by}`);
const without = (element: string) =>
  replaced(new RegExp(`<(?:(\\w+):)?${element}\\b[\\s\\S]*?</(?:\\w+:)?${element}>`), '');

/** Changes that the provider then signs. */
export const SIGNED_CHANGES: readonly RefusedChange[] = [
  [
    'another recipient',
    'Recipient',
    attribute('SubjectConfirmationData', 'Recipient', 'https://other.example'),
  ],
  [
    'another request in the confirmation',
    'InResponseTo',
    attribute('SubjectConfirmationData', 'InResponseTo', '_other'),
  ],
  [
    'a confirmation that has ended',
    'NotOnOrAfter',
    attribute('SubjectConfirmationData', 'NotOnOrAfter', inSeconds(-90)),
  ],
  [
    'another method of confirmation',
    'Method',
    attribute('SubjectConfirmation', 'Method', 'urn:oasis:names:tc:SAML:2.0:cm:holder-of-key'),
  ],
  ['no confirmation', 'SubjectConfirmation', without('SubjectConfirmation')],
  [
    'another destination',
    'Destination',
    attribute('Response', 'Destination', 'https://other.example'),
  ],
  ['another request', 'InResponseTo', attribute('Response', 'InResponseTo', '_other')],
  ['another audience', 'Audience', content('Audience', 'https://other.example')],
  ['no audience', 'AudienceRestriction', without('AudienceRestriction')],
  [
    'conditions that have ended',
    'NotOnOrAfter',
    attribute('Conditions', 'NotOnOrAfter', inSeconds(-90)),
  ],
  ['conditions that begin later', 'NotBefore', attribute('Conditions', 'NotBefore', inSeconds(90))],
  ['no conditions', 'Conditions', without('Conditions')],
  ['no authentication', 'AuthnStatement', without('AuthnStatement')],
  ['an empty subject', 'NameID', content('NameID', '')],
  ['a line break in the subject', 'NameID', content('NameID', 'a&#10;b')],
  ['another issuer of the response', 'Issuer', content('Issuer', 'https://evil.example')],
  [
    'a failure of the provider',
    'Responder',
    attribute('StatusCode', 'Value', 'urn:oasis:names:tc:SAML:2.0:status:Responder'),
  ],
];

/** Changes on the way, which nobody signs. */
export const UNSIGNED_CHANGES: readonly RefusedChange[] = [
  ['another subject', 'Signature', content('NameID', 'somebody')],
  ['another value of an attribute', 'Signature', content('AttributeValue', 'eve@example.com')],
  ['no signature', 'Signature', withoutSignatures],
  ['a comment in the subject', 'markup', replaced(/(<(?:\w+:)?NameID\b[^>]*>)/, '$1<!-- -->')],
  [
    'CDATA in the subject',
    'markup',
    replaced(/(<(?:\w+:)?NameID\b[^>]*>)([^<]*)/, '$1<![CDATA[$2]]>'),
  ],
  ['a processing instruction', 'markup', replaced(/(<(?:\w+:)?NameID\b[^>]*>)/, '$1<?x y?>')],
  ['a document type', 'markup', (xml) => `<!DOCTYPE x>${xml.replace(/^<\?.*?\?>/, '')}`],
  [
    'two assertions',
    'Assertion',
    replaced(/(<(?:\w+:)?Assertion\b[\s\S]*<\/(?:\w+:)?Assertion>)/, '$1$1'),
  ],
  ['SHA-1', 'Algorithm', replaced(/xmldsig-more#rsa-sha256/, 'xmldsig-more#rsa-sha1')],
  ['HMAC', 'Algorithm', replaced(/xmldsig-more#rsa-sha256/, 'xmldsig-more#hmac-sha256')],
  [
    'a transform of its own',
    'Algorithm',
    replaced(/xmldsig#enveloped-signature/, 'xmldsig#base64'),
  ],
];

/** Takes the signatures out of a response, changes it, and signs its assertion again. */
export function signedAgain(xml: string, change: (xml: string) => string, keys: Certified): string {
  return signElement(change(withoutSignatures(xml)), { keys });
}

function withoutSignatures(xml: string): string {
  return xml.replace(/<(?:\w+:)?Signature\b[\s\S]*?<\/(?:\w+:)?Signature>/g, '');
}
