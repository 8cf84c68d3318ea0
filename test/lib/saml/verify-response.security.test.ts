import { verifyResponse } from '../../../lib/saml/verify-response';
import {
  encodeResponse,
  makeSigningKeys,
  partsFor,
  responseXml,
  signElement,
} from '../../support/saml/saml-provider';
import { RECIPIENT, useSamlVerifier } from '../../support/saml/saml-verifier';

// Responses that were changed on the way, or signed by others.

const saml = useSamlVerifier();
const { verify, parts, signed } = saml;

const replaced = (xml: string, text: string | RegExp, by: string) => {
  const changed = xml.replace(text, by);
  if (changed === xml) throw new Error(`The response has no ${text}.`);
  return changed;
};
const assertionOf = (xml: string) => /<saml:Assertion.*<\/saml:Assertion>/s.exec(xml)?.[0] ?? '';
const evil = (xml: string) =>
  assertionOf(xml)
    .replace('subject-1', 'evil')
    .replace(/<Signature.*<\/Signature>/s, '')
    .replace(/ID="_assertion\w+"/, 'ID="_evil"');

// Somebody has changed these on the way.
test.each<[string, string, (xml: string) => string]>([
  ['another subject', 'Signature', (xml) => replaced(xml, 'subject-1', 'subject-2')],
  ['another address', 'Signature', (xml) => replaced(xml, 'ada@', 'eve@')],
  ['no signature', 'Signature', (xml) => replaced(xml, /<Signature.*<\/Signature>/s, '')],
  ['a comment in the subject', 'markup', (xml) => replaced(xml, 'subject-1', 'subject<!---->-1')],
  ['CDATA in the subject', 'markup', (xml) => replaced(xml, 'subject-1', '<![CDATA[subject-1]]>')],
  [
    'a comment in the digest',
    'markup',
    (xml) => replaced(xml, '<DigestValue>', '<DigestValue><!--AAAA-->'),
  ],
  ['a document type', 'markup', (xml) => `<!DOCTYPE x [<!ENTITY y "z">]>${xml}`],
  [
    'another assertion before it',
    'Assertion',
    (xml) => replaced(xml, '<saml:Assertion', `${evil(xml)}<saml:Assertion`),
  ],
  [
    'another assertion after it',
    'Assertion',
    (xml) => replaced(xml, '</samlp:Response>', `${evil(xml)}</samlp:Response>`),
  ],
  [
    'an assertion around it',
    'Assertion',
    (xml) =>
      replaced(
        xml,
        assertionOf(xml),
        evil(xml).replace('</saml:Assertion>', `${assertionOf(xml)}</saml:Assertion>`),
      ),
  ],
  [
    'the signed assertion inside its signature',
    'Assertion',
    (xml) =>
      replaced(
        xml,
        assertionOf(xml),
        evil(xml).replace(
          '<saml:Subject>',
          `${/<Signature.*<\/Signature>/s.exec(xml)?.[0].replace('</Signature>', `<Object>${assertionOf(xml)}</Object></Signature>`)}<saml:Subject>`,
        ),
      ),
  ],
  [
    'the signed response in extensions',
    'Assertion',
    (xml) =>
      replaced(
        xml,
        '<samlp:Status>',
        `<samlp:Extensions>${xml}</samlp:Extensions><samlp:Status>`,
      ).replace(/<saml:Assertion(?!.*<saml:Assertion).*<\/saml:Assertion>/s, evil(xml)),
  ],
  [
    'an assertion of another namespace',
    'Assertion',
    (xml) => replaced(xml, '<samlp:Status>', '<Assertion xmlns="x"/><samlp:Status>'),
  ],
  [
    'a second SignedInfo',
    'Signature',
    (xml) => replaced(xml, /(<SignedInfo>.*<\/SignedInfo>)/s, '$1$1'),
  ],
  [
    'a second signature',
    'Signature',
    (xml) => replaced(xml, /(<Signature .*<\/Signature>)/s, '$1$1'),
  ],
  [
    'the signature of another element',
    'Signature',
    (xml) => {
      const [signature = ''] = /<Signature .*<\/Signature>/s.exec(xml) ?? [];
      return replaced(xml, signature, '').replace('</saml:Subject>', `${signature}</saml:Subject>`);
    },
  ],
  ['two roots', 'xml', (xml) => `${xml}${xml}`],
  ['text after the root', 'xml', (xml) => `${xml}<`],
  [
    'an attribute twice',
    'xml',
    (xml) => replaced(xml, 'Version="2.0"', 'Version="2.0" Version="2.0"'),
  ],
  ['another version', 'Version', (xml) => replaced(xml, 'Version="2.0"', 'Version="1.1"')],
  [
    'an algorithm without a name',
    'Algorithm',
    (xml) => replaced(xml, /Algorithm="[^"]*sha256"/, 'Algorithm=""'),
  ],
  [
    'an algorithm with an entity in its name',
    'Algorithm',
    (xml) => replaced(xml, 'rsa-sha256', 'rsa-sh&#97;1'),
  ],
  [
    'another name for the root',
    'Response',
    (xml) => xml.replaceAll('samlp:Response', 'samlp:LogoutResponse'),
  ],
])('a response with %s is refused', async (_what, reason, change) => {
  expect(await verify(change(signed()))).toEqual({ problem: 'invalid', reason });
});

test.each([
  ['SHA-1', 'http://www.w3.org/2000/09/xmldsig#rsa-sha1', undefined],
  ['a digest of SHA-1', undefined, 'http://www.w3.org/2000/09/xmldsig#sha1'],
])('a signature with %s is refused', async (_what, signatureAlgorithm, digestAlgorithm) => {
  const xml = signElement(responseXml(parts()), {
    keys: saml.idp.keys,
    ...(signatureAlgorithm === undefined ? {} : { signatureAlgorithm }),
    ...(digestAlgorithm === undefined ? {} : { digestAlgorithm }),
  });

  expect(await verify(xml)).toEqual({ problem: 'invalid', reason: 'Algorithm' });
});

test('a signature by HMAC with the public certificate is refused', async () => {
  const xml = replaced(signed(), 'xmldsig-more#rsa-sha256', 'xmldsig-more#hmac-sha256');

  expect(await verify(xml)).toEqual({ problem: 'invalid', reason: 'Algorithm' });
});

test('a signature of another key is refused, even if its certificate is in the response', async () => {
  const xml = signElement(responseXml(parts()), { keys: await makeSigningKeys() });

  expect(xml).toContain('X509Certificate');
  expect(await verify(xml)).toEqual({ problem: 'invalid', reason: 'Signature' });
});

test('a response whose assertion is not signed is refused, even if the response is', async () => {
  const xml = signElement(responseXml(parts()), { keys: saml.idp.keys, element: 'Response' });

  expect(await verify(xml)).toEqual({ problem: 'invalid', reason: 'Signature' });
});

test('a signed response with a signed assertion is accepted', async () => {
  const xml = signElement(signed(), { keys: saml.idp.keys, element: 'Response' });

  expect(await verify(xml)).toMatchObject({ identity: { subject: 'subject-1' } });
});

test.each([
  [
    'AuthnFailed',
    '<samlp:StatusCode Value="urn:oasis:names:tc:SAML:2.0:status:Responder"><samlp:StatusCode Value="urn:oasis:names:tc:SAML:2.0:status:AuthnFailed"/></samlp:StatusCode>',
  ],
  ['Requester', '<samlp:StatusCode Value="urn:oasis:names:tc:SAML:2.0:status:Requester"/>'],
  ['error', '<samlp:StatusCode Value="a text of the provider"/>'],
])('the status %s is a refusal of the provider', async (reason, status) => {
  expect(await verify(signed({ status }))).toEqual({ problem: 'refused', reason });
});

test('an unsolicited response is accepted only where one is expected, and one that answers a request is not', async () => {
  const recipient = { ...RECIPIENT, requestId: null };
  const unsolicited = signElement(responseXml(partsFor(saml.idp.provider, recipient)), {
    keys: saml.idp.keys,
  });
  const check = (xml: string) => verifyResponse(saml.idp.provider, encodeResponse(xml), recipient);

  expect(await check(unsolicited)).toMatchObject({ identity: { subject: 'subject-1' } });
  expect(await check(signed())).toEqual({ problem: 'invalid', reason: 'InResponseTo' });
  expect(await verify(unsolicited)).toEqual({ problem: 'invalid', reason: 'InResponseTo' });
});

test('while a provider changes its key, both are accepted, and the fingerprint tells which', async () => {
  const next = await makeSigningKeys();
  const both = { ...saml.idp.provider, certificates: [saml.idp.keys.cert, next.cert] };
  const old = { ...saml.idp.provider, certificates: [next.cert] };
  const ofOld = encodeResponse(signed());
  const ofNew = encodeResponse(signElement(responseXml(parts()), { keys: next }));
  const results = await Promise.all(
    [ofOld, ofNew].map((one) => verifyResponse(both, one, RECIPIENT)),
  );

  expect(new Set(results.map((one) => 'fingerprint' in one && one.fingerprint)).size).toBe(2);
  expect(await verifyResponse(old, ofOld, RECIPIENT)).toEqual({
    problem: 'invalid',
    reason: 'Signature',
  });
});

test.each<[string, string, string]>([
  ['no base64', 'base64', '%%%'],
  ['empty', 'base64', ''],
  ['no UTF-8', 'utf8', Buffer.from([0x3c, 0xff, 0xfe]).toString('base64')],
  ['no XML', 'xml', Buffer.from('hello').toString('base64')],
  ['of another kind', 'Response', Buffer.from('<html/>').toString('base64')],
  ['of 900 kB', 'size', 'A'.repeat(900_000)],
])('a text that is %s is refused', async (_what, reason, response) => {
  expect(await verifyResponse(saml.idp.provider, response, RECIPIENT)).toEqual({
    problem: 'invalid',
    reason,
  });
});

test('base64 with line breaks is accepted', async () => {
  const response = encodeResponse(signed()).replace(/.{76}/g, '$&\r\n');

  expect(await verifyResponse(saml.idp.provider, response, RECIPIENT)).toMatchObject({
    identity: { subject: 'subject-1' },
  });
});

test('an address as the subject is marked, and is the address without an attribute', async () => {
  const nameId =
    '<saml:NameID Format="urn:oasis:names:tc:SAML:1.1:nameid-format:emailAddress">ada@example.com</saml:NameID>';

  expect(await verify(signed({ nameId, attributes: '' }))).toMatchObject({
    identity: {
      subject: 'ada@example.com',
      isSubjectEmail: true,
      email: 'ada@example.com',
      name: undefined,
    },
  });
});

test('a changed byte of a response is never accepted with another identity', async () => {
  const xml = signed();
  const right = await verify(xml);
  for (let at = 0; at < xml.length; at += 97) {
    const changed = `${xml.slice(0, at)}${xml[at] === 'a' ? 'b' : 'a'}${xml.slice(at + 1)}`;
    const result = await verify(changed);
    if ('problem' in result) continue;
    expect(result).toEqual(right);
  }
});
