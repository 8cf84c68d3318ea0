import { basic, open } from '../../../assets/auth.private';
import { tokenEndpoint } from '../../../assets/jwt.private';
import { basicAuthorization } from '../../support/guard/invoke';
import {
  AUTHORIZATION,
  GRANT,
  IN_BODY,
  requestToken,
  type TokenCall,
} from '../../support/guard/request-token';

const CHALLENGE = 'Basic realm="Authentication Required", charset="UTF-8"';
const withGrant = (more: Record<string, string>) => ({ ...GRANT, ...more });

describe('section 2.3.1: the client authenticates', () => {
  const percented = (text: string) =>
    [...Buffer.from(text)].map((byte) => `%${byte.toString(16).padStart(2, '0')}`).join('');
  const is = (id: string, secret: string) => ({ BASIC_AUTH_CREDENTIALS: `${id}:${secret}` });

  test.each<[string, string, string, string, string]>([
    ['with + for a space', 'crm', 'correct horse', 'crm', 'correct+horse'],
    ['with %20 for a space', 'crm', 'correct horse', 'crm', 'correct%20horse'],
    ['unchanged if no character needs encoding', 'crm', 'Correct0Horse', 'crm', 'Correct0Horse'],
    ['with every byte encoded', 'c-r_m', 'a-b_c.d~e*', percented('c-r_m'), percented('a-b_c.d~e*')],
    ['with a secret of %, + and colons', 'crm', '100%+a:b&c=d', 'crm', '100%25%2Ba%3Ab%26c%3Dd'],
    ['in UTF-8', 'søren', '暗号暗号暗号暗号', percented('søren'), percented('暗号暗号暗号暗号')],
    ['in UTF-8, decomposed', 'sören', 'correct horse', percented('sören'), 'correct+horse'],
  ])('by Basic, form-urlencoded, %s', async (_what, id, secret, sentId, sentSecret) => {
    const authorization = basicAuthorization(sentId, sentSecret);

    const { status } = await requestToken({ authorization, variables: is(id, secret) });

    expect(status).toBe(200);
  });

  test('in the body', async () => {
    expect((await requestToken({ parameters: withGrant(IN_BODY) })).status).toBe(200);
  });

  test('in the body with a secret of %, + and colons, which the form has encoded already', async () => {
    const variables = is('crm', '100%+a:b&c=d');
    const parameters = withGrant({ client_id: 'crm', client_secret: '100%+a:b&c=d' });

    expect((await requestToken({ parameters, variables })).status).toBe(200);
  });

  test('by Basic with its own client_id in the body', async () => {
    const parameters = withGrant({ client_id: 'crm' });

    expect((await requestToken({ authorization: AUTHORIZATION, parameters })).status).toBe(200);
  });
});

describe('sections 3.2 and 4.4.2: a request', () => {
  test('ignores unknown parameters', async () => {
    const parameters = withGrant({ audience: 'https://other.example', resource: 'x' });

    expect((await requestToken({ authorization: AUTHORIZATION, parameters })).status).toBe(200);
  });

  test('treats parameters without a value as missing', async () => {
    const parameters = withGrant({ scope: '', client_id: '', client_secret: '' });

    expect((await requestToken({ authorization: AUTHORIZATION, parameters })).json).toMatchObject({
      scope: 'messages:read messages:write',
    });
  });

  test.each([
    'application/x-www-form-urlencoded; charset=UTF-8',
    'Application/X-WWW-Form-Urlencoded',
  ])('has a body of the type %s', async (type) => {
    const call = { authorization: AUTHORIZATION, fields: { 'content-type': type } };

    expect((await requestToken(call)).status).toBe(200);
  });

  test('by Basic needs no Content-Length, because some proxies remove it', async () => {
    const call = { authorization: AUTHORIZATION, fields: { 'content-length': undefined } };

    expect((await requestToken(call)).status).toBe(200);
  });
});

describe('section 5.1: a token', () => {
  test('is uncached JSON', async () => {
    const { status, headers, json } = await requestToken();

    expect(status).toBe(200);
    expect(json).toEqual({
      access_token: expect.stringMatching(/^[\w-]+\.[\w-]+\.[\w-]+$/),
      token_type: 'Bearer',
      expires_in: 900,
      scope: 'messages:read messages:write',
    });
    expect(headers).toMatchObject({
      'Content-Type': 'application/json; charset=utf-8',
      'Cache-Control': 'no-store',
      Pragma: 'no-cache',
    });
  });

  test('lasts as long as the option says', async () => {
    const endpoint = open(tokenEndpoint({ clients: basic(), lifetimeSeconds: 60 }));

    expect((await requestToken(undefined, endpoint)).json).toMatchObject({ expires_in: 60 });
  });
});

describe('section 5.2: an error', () => {
  test.each<[string, TokenCall, number, string]>([
    ['no grant_type', { parameters: {} }, 400, 'invalid_request'],
    ['grant_type without a value', { parameters: { grant_type: '' } }, 400, 'invalid_request'],
    ['another grant', { parameters: { grant_type: 'password' } }, 400, 'unsupported_grant_type'],
    [
      'a grant in capitals',
      { parameters: { grant_type: 'CLIENT_CREDENTIALS' } },
      400,
      'unsupported_grant_type',
    ],
    ['an unknown scope', { parameters: withGrant({ scope: 'admin' }) }, 400, 'invalid_scope'],
    ['a malformed scope', { parameters: withGrant({ scope: 'a  b' }) }, 400, 'invalid_scope'],
    ['a scope with a quote', { parameters: withGrant({ scope: '"' }) }, 400, 'invalid_scope'],
    [
      'only a secret',
      { ...{}, authorization: undefined, parameters: withGrant({ client_secret: 'x' }) },
      400,
      'invalid_request',
    ],
    ['another client_id', { parameters: withGrant({ client_id: 'ada' }) }, 400, 'invalid_request'],
    [
      'two Authorization headers',
      { authorization: [AUTHORIZATION, AUTHORIZATION] },
      400,
      'invalid_request',
    ],
  ])('says what is wrong: %s', async (_what, call, status, error) => {
    const answer = await requestToken({ authorization: AUTHORIZATION, ...call });

    expect([answer.status, answer.json['error']]).toEqual([status, error]);
    expect(answer.headers).not.toHaveProperty('WWW-Authenticate');
  });

  test.each<[string, TokenCall]>([
    ['no credentials at all', {}],
    ['no credentials and no body', { parameters: {}, fields: { 'content-type': undefined } }],
    ['only a client_id', { parameters: withGrant({ client_id: 'crm' }) }],
    ['a secret without a value', { parameters: withGrant({ ...IN_BODY, client_secret: '' }) }],
    ['another scheme', { authorization: 'Bearer dHdpbGlvOmFob3kh' }],
    ['only the scheme', { authorization: 'Basic' }],
    ['no base64', { authorization: 'Basic ****' }],
    ['a broken escape', { authorization: basicAuthorization('crm', '100%') }],
    ['escapes that are not UTF-8', { authorization: basicAuthorization('crm', '%ff') }],
    ['an encoded control character', { authorization: basicAuthorization('crm', 'a%00b') }],
    ['an encoded colon in the id', { authorization: basicAuthorization('crm%3Acorrect', 'horse') }],
    [
      'a colon in the id of the body',
      { parameters: withGrant({ client_id: 'crm:correct', client_secret: 'horse' }) },
    ],
    ['a header of 8 kB', { authorization: `Basic ${'QUFB'.repeat(2048)}` }],
    ['an unknown client', { authorization: basicAuthorization('eve', 'correct+horse') }],
    ['a wrong secret', { authorization: basicAuthorization('crm', 'wrong+horse') }],
    [
      'a wrong secret in the body',
      { parameters: withGrant({ ...IN_BODY, client_secret: 'wrong' }) },
    ],
  ])('of an unknown client is 401 with the challenge: %s', async (_what, call) => {
    const answer = await requestToken(call);

    expect([answer.status, answer.json['error']]).toEqual([401, 'invalid_client']);
    expect(answer.headers['WWW-Authenticate']).toBe(CHALLENGE);
  });

  test('is uncached JSON with a description that contains no input', async () => {
    const parameters = { grant_type: 'marker', scope: 'marker' };
    const { headers, json } = await requestToken({ authorization: AUTHORIZATION, parameters });

    expect(headers).toMatchObject({
      'Content-Type': 'application/json; charset=utf-8',
      'Cache-Control': 'no-store',
      Pragma: 'no-cache',
    });
    expect(Object.keys(json)).toEqual(['error', 'error_description']);
    expect(json['error_description']).toMatch(/^[\x20-\x21\x23-\x5b\x5d-\x7e]+$/);
    expect(JSON.stringify(json)).not.toContain('marker');
  });
});
