import { sendRequest } from '../clients/send-request';
import { basicAuthorization } from '../guard/invoke';
import type { ProductionSimulator } from '../simulator/start-simulator';

/** A request to the Serverless API. */
export interface ApiTestCall {
  readonly method?: 'GET' | 'POST';
  readonly path: string;
  /** Default: `serverless.twilio.com`. */
  readonly host?: string;
  readonly fields?: FormData | readonly (readonly [string, string])[];
  /** Default: the account's credentials. */
  readonly authorization?: string;
}

/** A response of the API. */
export interface ApiTestAnswer {
  readonly status: number;
  readonly body: Readonly<Record<string, unknown>>;
}

/** Calls the API of a simulator as a client does, but without TLS. */
export async function callApi(
  simulator: ProductionSimulator,
  call: ApiTestCall,
): Promise<ApiTestAnswer> {
  const { method = 'GET', path, host = 'serverless.twilio.com', fields = [] } = call;
  const { accountSid, authToken } = simulator.account;
  const { authorization = basicAuthorization(accountSid, authToken) } = call;
  const body =
    fields instanceof FormData ? fields : new URLSearchParams(fields.map(([...one]) => one));
  const encoded = new Request(simulator.apiUrl, { method: 'POST', body });
  const type = encoded.headers.get('content-type') ?? '';
  const sent = method === 'GET' ? {} : { body: await encoded.text() };
  const headers = { Host: host, Authorization: authorization, 'Content-Type': type };
  const answer = await sendRequest(simulator.apiUrl + path, { method, headers, ...sent });
  return { status: answer.status, body: JSON.parse(answer.body) };
}
