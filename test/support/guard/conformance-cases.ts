import { jsonFields, type RawRequest } from '../clients/send-request';
import { VARIABLES } from '../services/service';
import { basicAuthorization } from './invoke';

/** A request to a guarded Function. */
export interface GuardCase extends RawRequest {
  readonly what: string;
  /** Default: `/basic`. */
  readonly path?: string;
}

const RIGHT = basicAuthorization(VARIABLES.USERNAME, VARIABLES.PASSWORD);
const WRONG = basicAuthorization(VARIABLES.USERNAME, 'ahoy');
const HOST = ['Host', 'localhost'];
const FORM = { 'Content-Type': 'application/x-www-form-urlencoded' };

/** Requests that must get a 401. */
export const REFUSED_CASES: readonly GuardCase[] = [
  { what: 'no credentials' },
  { what: 'no credentials, by POST', method: 'POST', headers: FORM, body: 'Body=Ahoy' },
  withHeader('a wrong password', WRONG),
  withHeader('another scheme', 'Bearer ahoy!'),
  withHeader('a scheme with nothing after it', 'Basic'),
  withHeader('8 kB of base64', `Basic ${'YWhv'.repeat(2048)}`),
  withFields('the right Authorization field twice', RIGHT, RIGHT),
  withFields('a right and a wrong Authorization field', RIGHT, WRONG),
  { what: '?request=1', path: '/basic?request=1' },
  { what: '?request= and the right field', path: '/basic?request=', headers: authorized() },
  replacing('no headers', { headers: {} }),
  replacing('a text', '1'),
  replacing('null', null),
  replacing('an array', []),
  replacing('headers of another type', { headers: 'authorization' }),
  replacing('a field of another type', { headers: { authorization: { toString: 1 } } }),
];

/** Requests that reach the handler. */
export const ACCEPTED_CASES: readonly GuardCase[] = [
  { what: 'by GET', headers: authorized() },
  { what: 'by POST of a form', method: 'POST', headers: { ...authorized(), ...FORM }, body: 'a=1' },
  withJson('by POST of JSON', { a: 1 }),
  withHeader('with the scheme in another case', RIGHT.replace('Basic', 'bAsIc')),
  withHeader('without pads', RIGHT.replace(/=+$/, '')),
  { what: 'with a query', path: '/basic?a=1&a=2', headers: authorized() },
];

/** Returns the headers of a caller who knows the password. */
export function authorized(): { readonly Authorization: string } {
  return { Authorization: RIGHT };
}

function withHeader(what: string, authorization: string): GuardCase {
  return { what, headers: { Authorization: authorization } };
}

function withFields(what: string, ...values: readonly string[]): GuardCase {
  const fields = values.flatMap((value) => ['Authorization', value]);
  return { what, headers: [...HOST, ...fields] };
}

/** A request with JSON that overwrites `event.request` and the right Authorization header. */
function replacing(what: string, request: unknown): GuardCase {
  return withJson(`JSON with ${what} in place of "request"`, { request });
}

function withJson(what: string, value: object): GuardCase {
  const body = JSON.stringify(value);
  const headers = [...HOST, 'Authorization', RIGHT, ...jsonFields(body)];
  return { what, method: 'POST', headers, body };
}
