import { applyCookieRules } from './cookie-rules';
import { type EdgeResponse, plain } from './edge-exchange';
import { areTooLarge, withoutFields } from './header-fields';

// https://www.twilio.com/docs/serverless/functions-assets/functions/request-flow. The status of a
// larger response is not documented.
export const MAX_RESPONSE_BYTES = 4_000_000;

// These headers are hop-by-hop, or the simulator writes them for the client.
const HOP_BY_HOP = ['connection', 'keep-alive', 'transfer-encoding', 'content-length', 'date'];

/** Changes a Function's response as the platform does before the client gets it. */
export function checkResponse(
  response: EdgeResponse,
  { domainName, now }: { readonly domainName: string; readonly now: number },
): EdgeResponse {
  if (response.body.length > MAX_RESPONSE_BYTES) return plain(502, 'Bad Gateway');
  const own = withoutFields(response.fields, HOP_BY_HOP);
  if (areTooLarge(own)) return plain(431, 'Request Header Fields Too Large');
  const fields = applyCookieRules(own, domainName, now);
  if (fields === null) return plain(400, 'Cookies max-age cannot be greater than a day');
  return { ...response, fields };
}
