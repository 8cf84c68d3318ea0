import { inflateRawSync } from 'node:zlib';
import {
  authnRequestUrl,
  newRequestId,
  serviceProviderMetadata,
} from '../../../lib/saml/service-provider';
import { parseXml } from '../../../lib/saml/xml';

const SERVICE = {
  entityId: 'https://service.example/session/saml/idp_1?a=1&b="2"',
  acsUrl: 'https://service.example/session/return-sso',
};
const REQUEST = {
  ...SERVICE,
  id: '_1',
  loginUrl: 'https://idp.example/login?tenant=a&b=c',
  relayState: 'state',
  isStepUp: false,
};

function requestIn(url: string) {
  const encoded = new URL(url).searchParams.get('SAMLRequest') ?? '';
  return parseXml(inflateRawSync(Buffer.from(encoded, 'base64')).toString());
}

test('a request names the service, and where the response goes', () => {
  const url = authnRequestUrl(REQUEST);
  const request = requestIn(url);

  expect(url).toMatch(
    /^https:\/\/idp\.example\/login\?tenant=a&b=c&SAMLRequest=[^&]+&RelayState=state$/,
  );
  expect(request.localName).toBe('AuthnRequest');
  expect(request.textContent).toBe(SERVICE.entityId);
  const attribute = (name: string) => request.getAttribute(name);
  expect([
    attribute('ID'),
    attribute('Destination'),
    attribute('AssertionConsumerServiceURL'),
  ]).toEqual(['_1', REQUEST.loginUrl, SERVICE.acsUrl]);
  expect(request.hasAttribute('ForceAuthn')).toBe(false);
});

test('a step-up forces the provider to authenticate again', () => {
  const request = requestIn(authnRequestUrl({ ...REQUEST, isStepUp: true }));

  expect(request.getAttribute('ForceAuthn')).toBe('true');
});

test('the metadata of the service is XML with its entity id and its URL', () => {
  const root = parseXml(serviceProviderMetadata(SERVICE));
  const [endpoint] = Array.from(root.getElementsByTagName('md:AssertionConsumerService'));

  expect(root.getAttribute('entityID')).toBe(SERVICE.entityId);
  expect(endpoint?.getAttribute('Location')).toBe(SERVICE.acsUrl);
});

test('the id of a request is random, and a name in XML', () => {
  expect(newRequestId()).toMatch(/^_[0-9a-f]{40}$/);
  expect(newRequestId()).not.toBe(newRequestId());
});
