import { readMetadata } from '../../../lib/saml/read-metadata';
import { makeSigningKeys } from '../../support/saml/saml-provider';
import type { Certified } from '../../support/servers/self-signed';
import { selfSigned } from '../../support/servers/self-signed';

const REDIRECT = 'urn:oasis:names:tc:SAML:2.0:bindings:HTTP-Redirect';
const POST = 'urn:oasis:names:tc:SAML:2.0:bindings:HTTP-POST';
let keys: Certified;
beforeAll(async () => {
  keys = await makeSigningKeys();
});

const base64Of = ({ cert }: Certified) => cert.replace(/-----[A-Z ]+-----/g, '').trim();
const keyOf = (one: Certified, use = ' use="signing"') =>
  `<KeyDescriptor${use}><ds:KeyInfo><ds:X509Data><ds:X509Certificate>\n${base64Of(one)}\n</ds:X509Certificate></ds:X509Data></ds:KeyInfo></KeyDescriptor>`;
const service = (binding: string, location: string) =>
  `<SingleSignOnService Binding="${binding}" Location="${location}"/>`;
const SERVICES =
  service(POST, 'https://idp.example/post') +
  service(REDIRECT, 'https://idp.example/login?a=1&amp;b=2');

function metadata({ attributes = '', services = SERVICES, more = keyOf(keys) } = {}): string {
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<EntityDescriptor xmlns="urn:oasis:names:tc:SAML:2.0:metadata" xmlns:ds="http://www.w3.org/2000/09/xmldsig#"',
    ' entityID="https://idp.example/saml">',
    `<IDPSSODescriptor protocolSupportEnumeration="urn:oasis:names:tc:SAML:2.0:protocol"${attributes}>`,
    `${more}${services}</IDPSSODescriptor></EntityDescriptor>`,
  ].join('');
}

test('metadata has the entity id, the URL of the login, and the certificates as PEM', () => {
  expect(readMetadata(metadata())).toEqual({
    entityId: 'https://idp.example/saml',
    loginUrl: 'https://idp.example/login?a=1&b=2',
    certificates: [expect.stringMatching(/^-----BEGIN CERTIFICATE-----\n/)],
  });
});

test('comments, a mark of the byte order and other certificates do not matter', async () => {
  const other = await selfSigned('other.example');
  const text = `\ufeff${metadata({ more: `<!-- signing -->${keyOf(keys)}${keyOf(keys, '')}${keyOf(other, ' use="encryption"')}` })}`;

  expect(readMetadata(text)).toEqual(readMetadata(metadata()));
});

test('a provider that changes its key has two certificates', async () => {
  const next = await makeSigningKeys();

  const read = readMetadata(metadata({ more: keyOf(keys) + keyOf(next) }));
  expect(read).toMatchObject({ certificates: { length: 2 } });
});

test.each<[string, () => string, RegExp]>([
  ['no XML', () => 'hello', /must be an XML document/],
  ['a document type', () => `<!DOCTYPE a>${metadata()}`, /must be an XML document/],
  ['too much text', () => metadata({ more: ' '.repeat(140_000) }), /at most 128 kB/],
  [
    'a service provider only',
    () => metadata().replaceAll('IDPSSO', 'SPSSO'),
    /no identity provider/,
  ],
  [
    'several providers',
    () =>
      `<a>${metadata()
        .replace(/<\?.*?\?>/, '')
        .repeat(2)}</a>`,
    /several identity providers/,
  ],
  [
    'a wish for signed requests',
    () => metadata({ attributes: ' WantAuthnRequestsSigned="true"' }),
    /signed requests, which are not supported/,
  ],
  [
    'no login by redirect',
    () => metadata({ services: service(POST, 'https://a.example') }),
    /HTTP-Redirect/,
  ],
  ['no certificate', () => metadata({ more: '' }), /no certificate/],
  [
    'a broken certificate',
    () => metadata({ more: keyOf({ key: '', cert: 'AAAA' }) }),
    /cannot be read/,
  ],
])('metadata with %s is refused with a sentence', (_what, text, message) => {
  expect(readMetadata(text())).toMatch(message);
});

test('a certificate with a short key, or one that cannot be verified, is refused', async () => {
  const short = await makeSigningKeys(1024);
  const elliptic = await selfSigned('idp.example');
  for (const one of [short, elliptic]) {
    expect(readMetadata(metadata({ more: keyOf(one) }))).toBe(
      'A certificate in the metadata must have an RSA key of at least 2048 bits.',
    );
  }
});

test('four certificates are refused', async () => {
  const others = await Promise.all([1, 2, 3].map(() => makeSigningKeys()));

  expect(
    readMetadata(metadata({ more: [keys, ...others].map((one) => keyOf(one)).join('') })),
  ).toBe('The metadata has 4 certificates of signing keys. At most 3 are supported.');
});
