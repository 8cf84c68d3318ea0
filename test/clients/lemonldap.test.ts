import { join } from 'node:path';
import { BUILT_ASSETS } from '../../cli/project/paths';
import { readMetadata } from '../../lib/saml/read-metadata';
import type { SamlProvider } from '../../lib/saml/saml';
import { authnRequestUrl } from '../../lib/saml/service-provider';
import { verifyResponse } from '../../lib/saml/verify-response';
import type { SsoClient } from '../../lib/sso/sso';
import { SIGNED_CHANGES, signedAgain, UNSIGNED_CHANGES } from '../support/saml/real-responses';
import { encodeResponse } from '../support/saml/saml-provider';
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

describe('a login at LemonLDAP::NG by SAML', () => {
  const recipient = { ...saml, requestId: '_lemonldap' };
  let metadata: SamlProvider;
  let form: Readonly<Record<string, string>>;
  let xml: string;
  beforeAll(async () => {
    const read = readMetadata(await (await fetch(idp.metadataUrl)).text());
    if (typeof read === 'string') throw new Error(read);
    metadata = read;
    const { loginUrl } = read;
    const request = { ...saml, id: '_lemonldap', loginUrl, relayState: 'state', isStepUp: false };
    ({ form } = await idp.logIn(authnRequestUrl(request)));
    xml = Buffer.from(form['SAMLResponse'] ?? '', 'base64').toString();
  });
  const verify = (text: string) => verifyResponse(metadata, encodeResponse(text), recipient);

  test('proves its user', async () => {
    expect(form['RelayState']).toBe('state');
    expect(await verify(xml)).toMatchObject({
      identity: { email: 'dwho@badwolf.org', name: 'Doctor Who', isSubjectEmail: false },
    });
  });

  test.each(UNSIGNED_CHANGES)('is refused with %s', async (_what, reason, change) => {
    expect(await verify(change(xml))).toEqual({ problem: 'invalid', reason });
  });

  test.each(SIGNED_CHANGES)('is refused with %s, also signed', async (_what, reason, change) => {
    expect(await verify(signedAgain(xml, change, idp.keys))).toMatchObject({ reason });
  });
});
