import { basic, open } from '../../../assets/auth.private';
import { tokenEndpoint } from '../../../assets/jwt.private';
import { type Answer, type AnyHandler, basicAuthorization, invoke } from './invoke';
import { signingKeyVariables } from './signing-key';

/** A client whose secret is hard to encode. */
export const CLIENT = { id: 'crm', secret: 'correct horse' } as const;

export const AUTHORIZATION = basicAuthorization('crm', 'correct+horse');

export const IN_BODY = { client_id: 'crm', client_secret: 'correct horse' };

export const GRANT = { grant_type: 'client_credentials' };

/** The variables of `/token`, with two scopes for the client. */
export const TOKEN_VARIABLES: Readonly<Record<string, string>> = {
  BASIC_AUTH_CREDENTIALS: `${CLIENT.id}:${CLIENT.secret}`,
  OAUTH_SCOPES: 'crm:messages:read messages:write',
  DOMAIN_NAME: 'service-1234.twil.io',
  PATH: '/token',
  ...signingKeyVariables(),
};

export const handler = open(tokenEndpoint({ clients: basic() }));

/** The differences of a request from a valid one with Basic. */
export interface TokenCall {
  readonly authorization?: unknown;
  /** The parameters of the form in the body. */
  readonly parameters?: Readonly<Record<string, string>>;
  /** Headers in addition to those of the body. `undefined` removes a header. */
  readonly fields?: Readonly<Record<string, unknown>>;
  /** Parameters of the event in addition to those of the body, such as a query. */
  readonly query?: Readonly<Record<string, unknown>>;
  readonly variables?: Readonly<Record<string, unknown>>;
}

/** A token endpoint's response with its parsed JSON. */
export interface TokenAnswer extends Answer {
  readonly json: Readonly<Record<string, unknown>>;
}

/** Calls a token endpoint with the event that the runtime creates from such a request. */
export async function requestToken(
  call: TokenCall = { authorization: AUTHORIZATION },
  endpoint: AnyHandler = handler,
): Promise<TokenAnswer> {
  const { authorization, parameters = GRANT, fields = {}, query = {}, variables = {} } = call;
  const headers = {
    'content-type': 'application/x-www-form-urlencoded',
    'content-length': `${new URLSearchParams(parameters).toString().length}`,
    ...(authorization === undefined ? {} : { authorization }),
    ...fields,
  };
  const event = { request: { headers, cookies: {} }, ...query, ...parameters };
  const answer = await invoke(endpoint, { event, variables: { ...TOKEN_VARIABLES, ...variables } });
  return { ...answer, json: JSON.parse(JSON.stringify(answer.body)) };
}
