import { basic, open, type Principal } from '../../../assets/auth.private';
import { tokenEndpoint } from '../../../assets/jwt.private';
import { basicAuthorization } from '../../support/guard/invoke';
import { AUTHORIZATION, GRANT, requestToken } from '../../support/guard/request-token';

const ask = async (scope: string | undefined, OAUTH_SCOPES: string, authorization?: string) => {
  const parameters = scope === undefined ? GRANT : { ...GRANT, scope };
  const { json } = await requestToken({
    authorization: authorization ?? AUTHORIZATION,
    parameters,
    variables: { OAUTH_SCOPES },
  });
  return json['scope'] ?? json['error'];
};

describe('a client gets the requested scopes that it may have (RFC 6749 section 3.3)', () => {
  test.each([
    ['all its scopes if it requests none', undefined, 'crm:a b c', 'a b c'],
    ['the requested scope', 'b', 'crm:a b c', 'b'],
    ['it in the order in which it was configured', 'c a', 'crm:a b c', 'a c'],
    ['nothing twice', 'a a', 'crm:a a b', 'a'],
    ['fewer scopes than it requests', 'a admin', 'crm:a b c', 'a'],
    ['what several lines say', undefined, 'crm:a\nada:x\ncrm:b', 'a b'],
    [
      'scopes with colons and slashes',
      'https://a.example/b:c',
      'crm:https://a.example/b:c',
      'https://a.example/b:c',
    ],
    ['what is between comments and spaces', undefined, '# crm:x\r\n\r\ncrm:  a  b ', 'a b'],
    ['nothing that is not its own', 'x', 'crm:a\nada:x', 'invalid_scope'],
    ['nothing by another case', 'A', 'crm:a', 'invalid_scope'],
    ['no scope if none is configured', 'a', '', 'invalid_scope'],
    ['no wildcard', 'a', 'crm:*', 'invalid_scope'],
  ])('%s', async (_what, scope, lines, expected) => {
    expect(await ask(scope, lines)).toBe(expected);
  });

  test('a client without scopes that requests none gets a token without scope', async () => {
    const { status, json } = await requestToken({
      authorization: AUTHORIZATION,
      variables: { OAUTH_SCOPES: '' },
    });

    expect(status).toBe(200);
    expect(json).not.toHaveProperty('scope');
  });
});

describe('a client named like a member of JavaScript objects gets its own scopes only', () => {
  test.each(['__proto__', 'constructor', 'toString', 'hasOwnProperty'])('%s', async (name) => {
    const authorization = basicAuthorization(encodeURIComponent(name), 'correct+horse');
    const variables = { BASIC_AUTH_CREDENTIALS: `${name}:correct horse`, OAUTH_SCOPES: 'crm:a' };
    const call = { authorization, variables };

    expect((await requestToken(call)).json).not.toHaveProperty('scope');
    const own = { ...call, variables: { ...variables, OAUTH_SCOPES: `${name}:b` } };
    expect((await requestToken(own)).json).toMatchObject({ scope: 'b' });
  });

  test('the same client of the option gets its own scopes only', async () => {
    const scopes = JSON.parse('{"__proto__":["a"]}');
    const endpoint = open(tokenEndpoint({ clients: basic(), scopes }));
    const variables = { OAUTH_SCOPES: '' };

    const { json } = await requestToken({ authorization: AUTHORIZATION, variables }, endpoint);

    expect(json).not.toHaveProperty('scope');
  });
});

test('a name is the same in every Unicode form', async () => {
  const authorization = basicAuthorization(encodeURIComponent('so\u0308ren'), 'correct+horse');
  const variables = {
    BASIC_AUTH_CREDENTIALS: 's\u00f6ren:correct horse',
    OAUTH_SCOPES: 'so\u0308ren:a',
  };

  expect((await requestToken({ authorization, variables })).json).toMatchObject({ scope: 'a' });
});

test('the scopes of variable, option and credential are combined', async () => {
  const principal: Principal = { scheme: 'basic', username: 'crm', scopes: ['c', 'a', 'not one'] };
  const clients = basic({ variables: false, verify: () => principal });
  const endpoint = open(tokenEndpoint({ clients, scopes: { crm: ['b'] } }));
  const variables = { OAUTH_SCOPES: 'crm:a' };

  const { json } = await requestToken({ authorization: AUTHORIZATION, variables }, endpoint);

  expect(json).toMatchObject({ scope: 'a b c' });
});

test('the option is copied, so that later changes have no effect', async () => {
  const scopes = { crm: ['a'] };
  const endpoint = open(tokenEndpoint({ clients: basic(), scopes }));
  scopes.crm.push('admin');
  const variables = { OAUTH_SCOPES: '' };

  const { json } = await requestToken({ authorization: AUTHORIZATION, variables }, endpoint);

  expect(json).toMatchObject({ scope: 'a' });
});
