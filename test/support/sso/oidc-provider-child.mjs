import { createServer } from 'node:http';
import { Provider } from 'oidc-provider';

// The package oidc-provider as an identity provider. REDIRECT_URI is the service's, and PORT the port of this process.
// Its user is logged in without a page: the login hint is the subject. With PAGES, it has a login page and a consent page.
// With ISSUER, it is behind an HTTPS server of that origin.

const { PORT, REDIRECT_URI, CLIENT_SECRET, LOGOUT_URI, PAGES } = process.env;
const issuer = process.env.ISSUER ?? `http://127.0.0.1:${PORT}`;

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
  // Without its dispatcher, which refuses loopback addresses. A logout is posted to one.
  fetch: (url, { dispatcher: _own, ...options }) => fetch(url, options),
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
    const email = id.includes('@') ? id : `${id}@example.com`;
    const email_verified = !id.startsWith('unverified');
    return { accountId: id, claims: () => ({ sub: id, email, email_verified, name: id }) };
  },
  ...(PAGES ? {} : { loadExistingGrant: ({ oidc }) => newGrant(oidc.client, oidc.session) }),
});

async function newGrant({ clientId }, { accountId }) {
  const grant = new provider.Grant({ clientId, accountId });
  grant.addOIDCScope('openid email profile');
  await grant.save();
  return grant;
}

const form = (content) =>
  `<!doctype html><title>Provider</title><form method="post">${content}</form>`;

async function showPage(response, { prompt, params }) {
  const login = `<label>User <input name="user" value="${params.login_hint ?? ''}"></label><button>Log in</button>`;
  const consent = '<button>Allow</button><button name="deny" value="yes">Deny</button>';
  response.setHeader('Content-Type', 'text/html');
  response.end(form(prompt.name === 'login' ? login : consent));
}

async function resultOf(request, { prompt, params, session }) {
  const chunks = await request.toArray();
  const fields = new URLSearchParams(Buffer.concat(chunks).toString());
  if (fields.has('deny')) return { error: 'access_denied' };
  if (prompt.name === 'login') return { login: { accountId: fields.get('user') } };
  const grant = await newGrant({ clientId: params.client_id }, session);
  return { consent: { grantId: grant.jti } };
}

provider.proxy = true;
const answer = provider.callback();
createServer(async (request, response) => {
  request.headers['x-forwarded-proto'] = new URL(issuer).protocol.slice(0, -1);
  if (!request.url.startsWith('/interaction/')) return answer(request, response);
  const interaction = await provider.interactionDetails(request, response);
  if (PAGES && request.method === 'GET') return showPage(response, interaction);
  const login = { accountId: interaction.params.login_hint ?? 'ada', amr: ['pwd', 'otp'] };
  const result = PAGES ? await resultOf(request, interaction) : { login };
  await provider.interactionFinished(request, response, result);
}).listen(Number(PORT), '127.0.0.1', () => console.log(`at ${issuer}`));
