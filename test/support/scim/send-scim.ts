import { edgeField } from '../edge/edge-tokens';
import { type AnyHandler, invoke } from '../guard/invoke';

/** The answer to a request of an identity provider. */
export interface ScimAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[]>>;
  readonly text: string;
  // biome-ignore lint/suspicious/noExplicitAny: a test reads what it expects
  readonly json: any;
}

/** A request of an identity provider. The header of the edge has its method and its target. */
export interface ScimCall {
  readonly body?: object | undefined;
  /** Null: the header is missing. */
  readonly token: string | null;
  readonly headers?: Readonly<Record<string, string | undefined>>;
  /** Null: the header is missing. */
  readonly edge: string | null;
}

/** Returns the header of an edge for a request. The target begins after `/scim/v2`. */
export function scimEdge(token: string, method: string, target: string): string {
  return edgeField(token, { method, target: `/scim/v2${target}` });
}

/** Calls the Function as the platform does, with the header of an edge. */
export async function callScim(
  variables: Readonly<Record<string, string>>,
  { body = {}, token, headers = {}, edge }: ScimCall,
): Promise<ScimAnswer> {
  const { handler } = require('../../../functions/scim') as { handler: AnyHandler };
  const sent = {
    'content-type': 'application/json',
    ...(edge === null ? {} : { 'x-edge': edge }),
    ...(token === null ? {} : { authorization: `Bearer ${token}` }),
    ...headers,
  };
  // As the platform does: the body is JSON.
  const event = { ...JSON.parse(JSON.stringify(body)), request: { headers: sent, cookies: {} } };
  const answer = await invoke(handler, { variables: { ...variables, PATH: '/scim' }, event });
  const text = `${answer.body ?? ''}`;
  return {
    status: answer.status,
    headers: answer.headers,
    text,
    json: text === '' ? undefined : JSON.parse(text),
  };
}
