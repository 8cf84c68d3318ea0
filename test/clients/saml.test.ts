import { readMetadata } from '../../lib/saml/read-metadata';
import type { SamlProvider } from '../../lib/saml/saml';
import { authnRequestUrl } from '../../lib/saml/service-provider';
import { verifyResponse } from '../../lib/saml/verify-response';
import { SIGNED_CHANGES, signedAgain, UNSIGNED_CHANGES } from '../support/saml/real-responses';
import { encodeResponse, makeSigningKeys } from '../support/saml/saml-provider';
import { type SimpleSamlPhp, startSimpleSamlPhp } from '../support/saml/simplesamlphp';
import type { Certified } from '../support/servers/self-signed';

const acsUrl = 'https://service.example/session/return-sso';
const client = (name: string) => ({ entityId: `https://service.example/saml/${name}`, acsUrl });
let idp: SimpleSamlPhp;
let provider: SamlProvider;
let keys: Certified;

beforeAll(async () => {
  const [first, nextKeys] = await Promise.all([makeSigningKeys(), makeSigningKeys()]);
  keys = first;
  const clients = [
    client('both'),
    { ...client('assertion'), signResponse: false },
    { ...client('response'), signAssertion: false },
    { ...client('encrypted'), encryptFor: nextKeys },
  ];
  idp = await startSimpleSamlPhp({ keys, nextKeys, clients });
  const metadata = readMetadata(await (await fetch(idp.metadataUrl)).text());
  if (typeof metadata === 'string') throw new Error(metadata);
  provider = metadata;
});
afterAll(() => idp.stop());

async function logIn(name: string) {
  const id = `_${name}`;
  const { loginUrl } = provider;
  const relayState = `state of ${name}`;
  const recipient = { ...client(name), requestId: id };
  const request = { ...client(name), id, loginUrl, relayState, isStepUp: false };
  const form = await idp.logIn(authnRequestUrl(request));
  return { form, result: await verifyResponse(provider, form.SAMLResponse, recipient) };
}

test.each(['both', 'assertion'])(
  'a login at SimpleSAMLphp that signs %s is accepted',
  async (name) => {
    const { form, result } = await logIn(name);

    expect(form.RelayState).toBe(`state of ${name}`);
    expect(result).toMatchObject({
      identity: {
        subject: 'ada',
        isSubjectEmail: false,
        email: 'ada@example.com',
        name: 'Ada Lovelace',
      },
    });
  },
);

test('a login at SimpleSAMLphp that signs only the response is refused', async () => {
  expect((await logIn('response')).result).toEqual({ problem: 'invalid', reason: 'Signature' });
});

test('an encrypted assertion of SimpleSAMLphp is refused', async () => {
  expect((await logIn('encrypted')).result).toEqual({ problem: 'invalid', reason: 'encrypted' });
});

test('the metadata of SimpleSAMLphp has both keys while it changes them', () => {
  expect(provider).toMatchObject({
    entityId: `${idp.url}/idp`,
    loginUrl: `${idp.url}/saml2/idp/SSOService.php`,
    certificates: { length: 2 },
  });
});

test('a response of SimpleSAMLphp is valid only for the service and the request that it names', async () => {
  const { form } = await logIn('both');
  const recipient = { ...client('both'), requestId: '_both' };
  const verify = (more: object) =>
    verifyResponse(provider, form.SAMLResponse, { ...recipient, ...more });

  expect(await verify({ entityId: 'https://service.example/saml/other' })).toMatchObject({
    reason: 'Audience',
  });
  expect(await verify({ requestId: '_other' })).toMatchObject({ reason: 'InResponseTo' });
  expect(await verify({ acsUrl: 'https://other.example/acs' })).toMatchObject({
    reason: 'Destination',
  });
});

describe('a response of SimpleSAMLphp', () => {
  let xml: string;
  beforeAll(async () => {
    const { form } = await logIn('assertion');
    xml = Buffer.from(form.SAMLResponse, 'base64').toString();
  });
  const recipient = { ...client('assertion'), requestId: '_assertion' };
  const verify = (text: string) => verifyResponse(provider, encodeResponse(text), recipient);

  test.each(UNSIGNED_CHANGES)('is refused with %s', async (_what, reason, change) => {
    expect(await verify(change(xml))).toEqual({ problem: 'invalid', reason });
  });

  test.each(SIGNED_CHANGES)('is refused with %s, also signed', async (_what, reason, change) => {
    expect(await verify(signedAgain(xml, change, keys))).toMatchObject({ reason });
  });
});
