import { readMetadata } from '../../lib/saml/read-metadata';
import type { SamlProvider } from '../../lib/saml/saml';
import { authnRequestUrl } from '../../lib/saml/service-provider';
import { verifyResponse } from '../../lib/saml/verify-response';
import { makeSigningKeys } from '../support/saml/saml-provider';
import { type SimpleSamlPhp, startSimpleSamlPhp } from '../support/saml/simplesamlphp';

const acsUrl = 'https://service.example/session/return-sso';
const client = (name: string) => ({ entityId: `https://service.example/saml/${name}`, acsUrl });
let idp: SimpleSamlPhp;
let provider: SamlProvider;

beforeAll(async () => {
  const [keys, nextKeys] = await Promise.all([makeSigningKeys(), makeSigningKeys()]);
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
