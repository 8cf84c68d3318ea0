/** The types of identity providers. `oidc` and `saml` are any providers of these protocols without a type of their own. */
export const PROVIDER_TYPES = ['okta', 'entra', 'google', 'github', 'oidc', 'saml'] as const;
export type ProviderType = (typeof PROVIDER_TYPES)[number];

/** The registration of this service at an identity provider. */
export interface ProviderClient {
  readonly type: ProviderType;
  /** Of GitHub, the origin. */
  readonly issuer: string;
  readonly clientId: string;
  readonly clientSecret: string;
  /** How the secret is sent: in the form, or in HTTP Basic (RFC 6749 section 2.3.1). */
  readonly clientAuthentication: 'post' | 'basic';
  /** Scopes in addition to those that a login needs. */
  readonly scopes: readonly string[];
  /** The only domain of Google Workspace whose users are accepted. */
  readonly hostedDomain?: string | undefined;
}

/** What a call of a provider depends on, in addition to its registration. */
export interface ProviderLimits {
  /** The deadline of all requests together, by `performance.now()`. */
  readonly endsAt: number;
  /** Whether a provider may be on this machine, over HTTP. Only a service on the developer's own machine allows it. */
  readonly allowLoopback: boolean;
}

/** The values that bind a login to one browser and one answer of the provider. */
export interface LoginSecrets {
  readonly state: string;
  readonly nonce: string;
  /** The PKCE verifier (RFC 7636). */
  readonly verifier: string;
}

/** A login to start. */
export interface LoginRequest extends LoginSecrets {
  readonly redirectUri: string;
  /** The address that the provider suggests to its user. */
  readonly loginHint?: string | undefined;
  /** Whether the provider must authenticate its user again. */
  readonly isStepUp: boolean;
}

/** The parameters with which the provider sent the browser back, and the values that they belong to. */
export interface LoginAnswer extends LoginSecrets {
  readonly redirectUri: string;
  readonly parameters: Readonly<Record<string, string>>;
}

/** The user of a login, as the provider describes them. */
export interface ProvenIdentity {
  /** Identifies the user at this provider, for ever. */
  readonly subject: string;
  /** Whether the subject is an email address, so that every login speaks about it. Default: false. */
  readonly isSubjectEmail?: boolean;
  readonly email: string | undefined;
  /** Whether the provider says that it has verified the address. */
  readonly isEmailVerified: boolean;
  readonly name: string | undefined;
  /** How the user was authenticated (RFC 8176), and to which level. */
  readonly amr: readonly string[];
  readonly acr: string | undefined;
  /** The time at which the user was authenticated, in seconds since 1970. */
  readonly authTime: number | undefined;
  /** The id of the provider's session, which a logout names. */
  readonly sessionId: string | undefined;
  /** All claims, for the test of a provider. */
  readonly claims: Readonly<Record<string, unknown>>;
}

/** A verified logout token. It ends one session, or all of a user. */
export interface ProvenLogout {
  /** Identifies the token, which is valid once. */
  readonly id: string;
  readonly subject: string | undefined;
  readonly sessionId: string | undefined;
  /** The time of the token, in seconds since 1970. */
  readonly issuedAt: number;
}

/**
 * A failure at a provider. `unavailable`: no usable answer. `settings`: the registration is wrong. `refused`: the provider
 * or its user has refused the login. `invalid`: an answer that must not be trusted.
 */
export interface SsoProblem {
  readonly problem: 'unavailable' | 'settings' | 'refused' | 'invalid';
  /** The failed check, for the audit log. It has no text of the provider but its error codes. */
  readonly reason: string;
}

/** The endpoints of a provider that pages need. */
export interface ProviderEndpoints {
  readonly authorization: string;
  /** The page that ends the provider's own session, if there is one. */
  readonly endSession: string | undefined;
}

/** The part of this library that speaks with identity providers: the asset /sso.js. Its functions never reject. */
export interface SsoClient {
  /** Returns new values for one login. */
  newLoginSecrets(): LoginSecrets;
  /** Finds the endpoints of a provider. */
  findEndpoints(
    client: Pick<ProviderClient, 'type' | 'issuer'>,
    limits: ProviderLimits,
  ): Promise<ProviderEndpoints | SsoProblem>;
  /** Returns the URL at the provider where a login begins. */
  authorizationUrl(
    client: ProviderClient,
    request: LoginRequest,
    limits: ProviderLimits,
  ): Promise<string | SsoProblem>;
  /** Exchanges the code of an answer for the user's identity. */
  redeemCode(
    client: ProviderClient,
    answer: LoginAnswer,
    limits: ProviderLimits,
  ): Promise<ProvenIdentity | SsoProblem>;
  /** Verifies a logout token (OpenID Connect Back-Channel Logout 1.0 section 2.6). */
  verifyLogoutToken(
    client: Pick<ProviderClient, 'type' | 'issuer' | 'clientId'>,
    token: string,
    limits: ProviderLimits,
  ): Promise<ProvenLogout | SsoProblem>;
}
