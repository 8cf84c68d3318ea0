import { inSeconds, type ResponseParts } from '../../support/saml/saml-provider';
import { useSamlVerifier } from '../../support/saml/saml-verifier';

// Responses that the provider has signed, and that the profile of docs/adr/0047-saml.md refuses.

const saml = useSamlVerifier();
const { verify, parts, signed } = saml;

test('a correct response proves its subject', async () => {
  expect(await verify(signed())).toEqual({
    identity: {
      subject: 'subject-1',
      isSubjectEmail: false,
      email: 'ada@example.com',
      isEmailVerified: false,
      name: 'Ada Lovelace',
      amr: [],
      acr: 'urn:oasis:names:tc:SAML:2.0:ac:classes:Password',
      authTime: expect.any(Number),
      sessionId: '_session',
      claims: { mail: 'ada@example.com', displayName: 'Ada Lovelace' },
    },
    id: expect.stringMatching(/^_assertion/),
    expiresAt: expect.any(Number),
    fingerprint: expect.stringMatching(/^([0-9A-F]{2}:){31}[0-9A-F]{2}$/),
  });
});

const replaced = (xml: string, text: string | RegExp, by: string) => {
  const changed = xml.replace(text, by);
  if (changed === xml) throw new Error(`The response has no ${text}.`);
  return changed;
};
const inPart = (name: keyof ResponseParts, text: string | RegExp, by: string) => () => ({
  [name]: replaced(parts()[name], text, by),
});
const again = (name: keyof ResponseParts) => () => ({ [name]: parts()[name].repeat(2) });

// The provider has signed these.
test.each<[string, string, () => Partial<ResponseParts>]>([
  ['of another issuer', 'Issuer', inPart('issuer', 'idp.example', 'evil.example')],
  ['in a response of another issuer', 'Issuer', inPart('responseIssuer', 'idp.', 'evil.')],
  ['to another destination', 'Destination', () => ({ destination: 'https://other.example/acs' })],
  ['without a destination', 'Destination', () => ({ destination: '' })],
  ['for another recipient', 'Recipient', inPart('subject', 'service.example', 'other.example')],
  ['without a recipient', 'Recipient', inPart('subject', /Recipient="[^"]*"/, '')],
  ['for another audience', 'Audience', inPart('conditions', 'idp_1', 'idp_2')],
  ['without an audience', 'AudienceRestriction', inPart('conditions', /<saml:Aud.*triction>/, '')],
  [
    'with two restrictions of the audience',
    'AudienceRestriction',
    inPart('conditions', /(<saml:Aud.*triction>)/, '$1$1'),
  ],
  ['without conditions', 'Conditions', () => ({ conditions: '' })],
  // node-saml refuses the next one, and two below, while it reads the signature.
  ['with two sets of conditions', 'Signature', again('conditions')],
  [
    'with a condition that nobody knows',
    'Conditions',
    inPart('conditions', '</saml:Conditions>', '<saml:Condition/></saml:Conditions>'),
  ],
  ['that answers another request', 'InResponseTo', () => ({ inResponseTo: ' InResponseTo="_1"' })],
  ['that answers no request', 'InResponseTo', () => ({ inResponseTo: '' })],
  [
    'whose confirmation answers another request',
    'InResponseTo',
    inPart('subject', /InResponseTo="[^"]*"/, 'InResponseTo="_1"'),
  ],
  [
    'whose confirmation answers no request',
    'InResponseTo',
    inPart('subject', /InResponseTo="[^"]*"/, ''),
  ],
  ['without a confirmation', 'SubjectConfirmation', () => ({ subject: '' })],
  ['with two confirmations', 'SubjectConfirmation', again('subject')],
  [
    'with a confirmation of another method',
    'Method',
    inPart('subject', 'cm:bearer', 'cm:sender-vouches'),
  ],
  [
    'with a confirmation that begins later',
    'NotBefore',
    inPart('subject', 'Recipient', `NotBefore="${inSeconds(-9)}" Recipient`),
  ],
  [
    'whose confirmation has ended',
    'NotOnOrAfter',
    inPart('subject', /NotOnOrAfter="[^"]*"/, `NotOnOrAfter="${inSeconds(-61)}"`),
  ],
  ['whose confirmation never ends', 'Signature', inPart('subject', /NotOnOrAfter="[^"]*"/, '')],
  [
    'whose conditions have ended',
    'NotOnOrAfter',
    inPart('conditions', /NotOnOrAfter="[^"]*"/, `NotOnOrAfter="${inSeconds(-61)}"`),
  ],
  [
    'whose conditions begin later',
    'NotBefore',
    inPart('conditions', /NotBefore="[^"]*"/, `NotBefore="${inSeconds(90)}"`),
  ],
  ['that was issued long ago', 'IssueInstant', () => ({ issueInstant: inSeconds(-361) })],
  ['that was issued in the future', 'IssueInstant', () => ({ issueInstant: inSeconds(90) })],
  ['whose time is no time', 'Signature', () => ({ issueInstant: 'yesterday' })],
  ['without a subject', 'NameID', () => ({ nameId: '' })],
  ['with two subjects', 'NameID', again('nameId')],
  ['with an empty subject', 'NameID', inPart('nameId', 'subject-1', '')],
  ['with a line break in the subject', 'NameID', inPart('nameId', 'subject-1', 'a&#10;b')],
  ['with a space before the subject', 'NameID', inPart('nameId', 'subject-1', ' subject-1')],
  ['with a long subject', 'NameID', inPart('nameId', 'subject-1', 'x'.repeat(257))],
  ['with a transient subject', 'Format', inPart('nameId', ':persistent', ':transient')],
  ['without an authentication', 'AuthnStatement', () => ({ authnStatement: '' })],
  ['with two authentications', 'AuthnStatement', again('authnStatement')],
  [
    'whose session has ended',
    'SessionNotOnOrAfter',
    inPart(
      'authnStatement',
      'SessionIndex',
      `SessionNotOnOrAfter="${inSeconds(-61)}" SessionIndex`,
    ),
  ],
  ['with a comment', 'markup', inPart('nameId', 'subject-1', 'subject<!-- -->-1')],
  ['with CDATA', 'markup', inPart('attributes', 'Ada Lovelace', '<![CDATA[Ada]]>')],
  ['with a processing instruction', 'markup', inPart('nameId', 'subject-1', 'subject<?x y?>-1')],
  [
    'with extensions',
    'Extensions',
    () => ({ before: '<samlp:Extensions><x/></samlp:Extensions>' }),
  ],
  ['with encrypted data', 'encrypted', () => ({ before: '<saml:EncryptedAssertion/>' })],
  [
    'with too many attributes',
    'Attribute',
    () => ({
      attributes: `<saml:AttributeStatement>${'<saml:Attribute Name="a"/>'.repeat(101)}</saml:AttributeStatement>`,
    }),
  ],
  [
    'with deep nesting',
    'depth',
    () => ({
      attributes: `<saml:AttributeStatement>${'<saml:Attribute>'.repeat(32)}${'</saml:Attribute>'.repeat(32)}</saml:AttributeStatement>`,
    }),
  ],
])('an assertion %s is refused', async (_what, reason, changes) => {
  expect(await verify(signed(changes()))).toEqual({ problem: 'invalid', reason });
});
