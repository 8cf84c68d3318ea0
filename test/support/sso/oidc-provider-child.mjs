import { createServer } from 'node:http';
import { Provider } from 'oidc-provider';

// The package oidc-provider as an identity provider. Its user is logged in without a page: the login hint is the
// subject. REDIRECT_URI is the service's, and PORT the port of this process.

const { PORT, REDIRECT_URI, CLIENT_SECRET, LOGOUT_URI } = process.env;
const issuer = `http://127.0.0.1:${PORT}`;

const provider = new Provider(issuer, {
  clients: [
    {
      client_id: 'service',
      client_secret: CLIENT_SECRET,
      redirect_uris: [REDIRECT_URI],
      token_endpoint_auth_method: 'client_secret_post',
      ...(LOGOUT_URI
        ? { backchannel_logout_uri: LOGOUT_URI, backchannel_logout_session_required: true }
        : {}),
    },
  ],
  pkce: { required: () => true },
  claims: { openid: ['sub'], email: ['email', 'email_verified'], profile: ['name'] },
  conformIdTokenClaims: process.env.IN_USER_INFO === 'true',
  features: {
    devInteractions: { enabled: false },
    backchannelLogout: { enabled: true },
    rpInitiatedLogout: { enabled: true },
  },
  interactions: { url: (_context, { uid }) => `/interaction/${uid}` },
  async findAccount(_context, id) {
    return {
      accountId: id,
      claims: () => ({ sub: id, email: `${id}@example.com`, email_verified: true, name: id }),
    };
  },
  async loadExistingGrant({ oidc }) {
    const grant = new provider.Grant({
      clientId: oidc.client.clientId,
      accountId: oidc.session.accountId,
    });
    grant.addOIDCScope('openid email profile');
    await grant.save();
    return grant;
  },
});

const answer = provider.callback();
createServer(async (request, response) => {
  if (!request.url.startsWith('/interaction/')) return answer(request, response);
  const { params } = await provider.interactionDetails(request, response);
  const login = { accountId: params.login_hint ?? 'ada', amr: ['pwd', 'otp'] };
  await provider.interactionFinished(request, response, { login });
}).listen(Number(PORT), '127.0.0.1', () => console.log(`at ${issuer}`));
