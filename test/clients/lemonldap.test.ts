import { join } from 'node:path';
import { BUILT_ASSETS } from '../../cli/project/paths';
import { readMetadata } from '../../lib/saml/read-metadata';
import { authnRequestUrl } from '../../lib/saml/service-provider';
import { verifyResponse } from '../../lib/saml/verify-response';
import type { SsoClient } from '../../lib/sso/sso';
import { type LemonLdap, startLemonLdap } from '../support/sso/lemonldap';

// A second maker of each protocol: it is written in Perl, its `aud` is a list, and it sends no `email_verified`.

const sso = require(join(BUILT_ASSETS, 'sso.private.js')) as SsoClient;
const redirectUri = 'https://service.example/session/return-sso';
const saml = {
  entityId: 'https://service.example/session/saml/idp_1',
  acsUrl: 'https://service.example/session/return-saml',
};
const limits = () => ({ endsAt: performance.now() + 10_000, allowLoopback: true });
let idp: LemonLdap;
beforeAll(async () => {
  idp = await startLemonLdap({ redirectUri, saml });
});
afterAll(() => idp?.stop());

test('a login at LemonLDAP::NG by OpenID Connect proves its user', async () => {
  const client = {
    type: 'oidc',
    issuer: idp.url,
    clientId: idp.clientId,
    clientSecret: idp.clientSecret,
    clientAuthentication: 'post',
    scopes: [],
  } as const;
  const secrets = sso.newLoginSecrets();
  const request = { ...secrets, redirectUri, isStepUp: false };
  const url = await sso.authorizationUrl(client, request, limits());
  const { location = '' } = await idp.logIn(`${url}`);
  const parameters = Object.fromEntries(new URL(location).searchParams);
  const answer = { ...secrets, redirectUri, parameters };

  expect(await sso.redeemCode(client, answer, limits())).toMatchObject({
    subject: 'dwho',
    email: 'dwho@badwolf.org',
    isEmailVerified: false,
    name: 'Doctor Who',
  });
});

test('a login at LemonLDAP::NG by SAML proves its user', async () => {
  const metadata = readMetadata(await (await fetch(idp.metadataUrl)).text());
  if (typeof metadata === 'string') throw new Error(metadata);
  const id = '_lemonldap';
  const { loginUrl } = metadata;
  const url = authnRequestUrl({ ...saml, id, loginUrl, relayState: 'state', isStepUp: false });
  const { form } = await idp.logIn(url);
  const recipient = { ...saml, requestId: id };

  expect(form['RelayState']).toBe('state');
  expect(await verifyResponse(metadata, form['SAMLResponse'] ?? '', recipient)).toMatchObject({
    identity: { email: 'dwho@badwolf.org', name: 'Doctor Who', isSubjectEmail: false },
  });
});
