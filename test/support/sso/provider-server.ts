import { hash, randomUUID } from 'node:crypto';
import type { ServerResponse } from 'node:http';
import { type Claims, jwkSetOf, p256, type Signer, seconds, tokenOf } from '../guard/jwt';
import { type ReceivedRequest, startUpstreamServer } from '../servers/upstream-server';

/** An identity provider on this machine, whose answers a test can change. */
export interface ProviderServer {
  readonly issuer: string;
  /** The registration of the service. */
  readonly client: {
    readonly type: 'oidc';
    readonly issuer: string;
    readonly clientId: string;
    readonly clientSecret: string;
    readonly clientAuthentication: 'post' | 'basic';
    readonly scopes: readonly string[];
  };
  /** What the provider does otherwise than a right one. */
  faults: ProviderFaults;
  /** The keys that it signs with. */
  signer: Signer;
  /** The keys that it publishes. */
  published: readonly Signer[];
  /** Returns the paths of the requests so far. */
  paths(): readonly string[];
  /** Logs a user in at a URL of the provider. @returns the parameters with which the browser is sent back. */
  logIn(url: string, user: Claims): Record<string, string>;
  /** Returns a logout token. */
  logoutToken(claims: Claims, header?: Claims): string;
  close(): Promise<void>;
}

/** The faults of a provider. */
export interface ProviderFaults {
  /** Changes of the discovery document. */
  readonly metadata?: Claims;
  /** Changes of the ID token. An undefined claim is omitted. */
  readonly claims?: Claims;
  readonly header?: Claims;
  /** Replaces the ID token. */
  readonly idToken?: (claims: Claims) => string;
  /** Changes of the UserInfo. Without it, there is no UserInfo endpoint. */
  readonly userInfo?: Claims;
  /** Answers at a path in place of the provider. */
  readonly at?: Readonly<Record<string, (response: ServerResponse) => void>>;
}

interface Code {
  readonly query: URLSearchParams;
  readonly user: Claims;
}

const CLIENT_ID = 'service';
const CLIENT_SECRET = 'a secret of-the/service+with%signs';

/** Starts a provider on a free port of the loopback address. */
export async function startProviderServer(): Promise<ProviderServer> {
  const codes = new Map<string, Code>();
  const server = await startUpstreamServer((request, response) => {
    const { pathname } = new URL(request.url, 'http://provider');
    const fault = provider.faults.at?.[pathname];
    if (fault !== undefined) return fault(response);
    const answer = answerAt(pathname, request);
    response.writeHead(answer.status ?? 200, { 'content-type': 'application/json' });
    response.end(JSON.stringify(answer.body));
  });
  const issuer = server.url;
  const signer = p256('first');

  const tokens = (request: ReceivedRequest) => {
    const form = new URLSearchParams(request.body);
    const code = codes.get(form.get('code') ?? '');
    codes.delete(form.get('code') ?? '');
    if (!isClient(request, form)) return { status: 401, body: { error: 'invalid_client' } };
    if (code === undefined || !isFor(code, form))
      return { status: 400, body: { error: 'invalid_grant' } };
    const given = {
      iss: issuer,
      aud: CLIENT_ID,
      iat: seconds(),
      nonce: code.query.get('nonce') ?? undefined,
      ...code.user,
      ...provider.faults.claims,
    };
    const { idToken, header } = provider.faults;
    const id_token = idToken?.(given) ?? tokenOf(provider.signer, given, header);
    return { body: { access_token: 'access', token_type: 'Bearer', id_token } };
  };
  const answerAt = (path: string, request: ReceivedRequest): Answer => {
    if (path === '/.well-known/openid-configuration') {
      const { userInfo, metadata } = provider.faults;
      const more = userInfo === undefined ? {} : { userinfo_endpoint: `${issuer}/userinfo` };
      return { body: { ...metadataOf(issuer), ...more, ...metadata } };
    }
    if (path === '/keys') return { body: jwkSetOf(...provider.published) };
    if (path === '/token') return tokens(request);
    if (path === '/userinfo') return { body: provider.faults.userInfo ?? {} };
    return { status: 404, body: {} };
  };
  const provider: ProviderServer = {
    issuer,
    client: {
      type: 'oidc',
      issuer,
      clientId: CLIENT_ID,
      clientSecret: CLIENT_SECRET,
      clientAuthentication: 'post',
      scopes: [],
    },
    faults: {},
    signer,
    published: [signer],
    paths: () => server.received.map(({ url }) => new URL(url, issuer).pathname),
    logIn(url, user) {
      const { origin, searchParams: query } = new URL(url);
      if (origin !== issuer) throw new Error(`The login begins at ${origin}.`);
      const code = randomUUID();
      codes.set(code, { query, user });
      return { code, state: query.get('state') ?? '', iss: issuer };
    },
    logoutToken: (given, header) =>
      tokenOf(provider.signer, { ...logoutClaims(issuer), ...given }, header),
    close: () => server.close(),
  };
  return provider;
}

interface Answer {
  readonly status?: number;
  readonly body: object;
}

function metadataOf(issuer: string) {
  return {
    issuer,
    authorization_endpoint: `${issuer}/authorize`,
    token_endpoint: `${issuer}/token`,
    jwks_uri: `${issuer}/keys`,
    end_session_endpoint: `${issuer}/end`,
    response_types_supported: ['code'],
    id_token_signing_alg_values_supported: ['RS256', 'ES256', 'EdDSA', 'HS256', 'none'],
    authorization_response_iss_parameter_supported: true,
  };
}

function logoutClaims(issuer: string) {
  const events = { 'http://schemas.openid.net/event/backchannel-logout': {} };
  return { iss: issuer, aud: CLIENT_ID, iat: seconds(), jti: randomUUID(), events };
}

function isClient({ headers }: ReceivedRequest, form: URLSearchParams): boolean {
  const encoded = `${CLIENT_ID}:${encodeURIComponent(CLIENT_SECRET).replaceAll('%20', '+')}`;
  const basic = `Basic ${btoa(encoded)}`.replace('-', '%2D');
  if (headers.authorization !== undefined) return decoded(headers.authorization) === decoded(basic);
  return form.get('client_id') === CLIENT_ID && form.get('client_secret') === CLIENT_SECRET;
}

// RFC 6749 section 2.3.1 encodes both as in a form, and encoders differ in the characters that they leave alone.
function decoded(authorization: string): string {
  const [name = '', secret = ''] = atob(authorization.slice('Basic '.length)).split(':');
  return decodeURIComponent(`${name}:${secret}`.replaceAll('+', ' '));
}

function isFor({ query }: Code, form: URLSearchParams): boolean {
  const challenge = hash('sha256', form.get('code_verifier') ?? '', 'base64url');
  return (
    query.get('code_challenge') === challenge &&
    query.get('redirect_uri') === form.get('redirect_uri') &&
    query.get('client_id') === CLIENT_ID
  );
}
