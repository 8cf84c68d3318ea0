import { basic, type Decision, type Edge, open, withAuth } from '../../../assets/auth.private';
import { edgeField, makeEdgeToken } from '../../support/edge/edge-tokens';
import { basicAuthorization, invoke } from '../../support/guard/invoke';
import { hashOf } from '../../support/guard/tokens';
import { VARIABLES } from '../../support/services/service';

const nginx = makeEdgeToken();
const caddy = makeEdgeToken('caddy');
const EDGE_TOKENS = `${nginx.line}\n${caddy.line}`;
const RIGHT = basicAuthorization('twilio', 'ahoy!');

const seen = open((context, event) => ({
  edge: context.edge,
  headers: Object.keys(event.request.headers),
}));

/** Returns what a handler sees of a request with these headers. */
async function seenWith(headers: object, variables: object = { EDGE_TOKENS }) {
  const { body } = await invoke(seen, {
    variables: { ...variables },
    event: { request: { headers } },
  });
  return body as { readonly edge: Edge | undefined; readonly headers: readonly string[] };
}

let warnings: jest.SpyInstance;
beforeEach(() => {
  warnings = jest.spyOn(console, 'warn').mockImplementation(() => undefined);
});

test('a handler gets what a known edge says about the request, and not its token', async () => {
  const field = edgeField(caddy.token, {
    address: '2001:DB8::1',
    method: 'PATCH',
    target: '/a%2Fb?c',
  });

  const { edge, headers } = await seenWith({ 'x-edge': field, accept: '*/*' });

  expect(edge).toEqual({
    name: 'caddy',
    address: '2001:db8::1',
    method: 'PATCH',
    target: '/a%2Fb?c',
  });
  expect(headers).toEqual(['accept']);
});

test('without an edge, a handler gets nothing of the kind, and nothing is logged', async () => {
  expect((await seenWith({})).edge).toBeUndefined();
  expect((await seenWith({ 'x-edge': edgeField(nginx.token) }, {})).edge).toBeUndefined();
  expect(warnings).not.toHaveBeenCalled();
});

test('a variable of the name is not taken for an edge', async () => {
  const handler = withAuth(basic(), (context) => context.edge ?? 'none');
  const onDecision = jest.fn();
  const watched = withAuth({ schemes: basic(), onDecision }, handler);

  await invoke(watched, { variables: { ...VARIABLES, edge: 'nginx' }, authorization: RIGHT });

  expect(onDecision).toHaveBeenCalledWith(expect.objectContaining({ edge: undefined }));
});

describe('threat 24: a header that no edge wrote is ignored, taken out and logged in one line', () => {
  test.each([
    ['an unknown token', edgeField(makeEdgeToken().token)],
    ['a token with another last character', edgeField(`${nginx.token.slice(0, -1)}~`)],
    ['the hash in place of the token', edgeField(hashOf(nginx.token))],
    ['the id alone', edgeField(nginx.id)],
    ['no token', 'v1 203.0.113.7 GET /report'],
    ['another version', edgeField(nginx.token).replace('v1', 'v2')],
    ['an address with a port', edgeField(nginx.token, { address: '203.0.113.7:443' })],
    ['an address with a zone', edgeField(nginx.token, { address: 'fe80::1%eth0' })],
    ['an octal address', edgeField(nginx.token, { address: '0313.0.0161.07' })],
    ['a short address', edgeField(nginx.token, { address: '127.1' })],
    ['a hexadecimal address', edgeField(nginx.token, { address: '0x7f.0.0.1' })],
    ['junk in place of an address', edgeField(nginx.token, { address: 'a'.repeat(45) })],
    ['two addresses', edgeField(nginx.token, { address: '203.0.113.7 198.51.100.9' })],
    ['a method in lowercase', edgeField(nginx.token, { method: 'get' })],
    ['a target with a space', edgeField(nginx.token, { target: '/a b' })],
    ['an absolute target', edgeField(nginx.token, { target: 'https://example.com/' })],
    ['a target beyond ASCII', edgeField(nginx.token, { target: '/ü' })],
    ['a target of 9 kB', edgeField(nginx.token, { target: `/${'a'.repeat(9000)}` })],
    ['a line break at the end', `${edgeField(nginx.token)}\n`],
    ['an empty text', ''],
    ['the header twice', [edgeField(nginx.token), edgeField(nginx.token)]],
    ['an object', { toString: () => edgeField(nginx.token) }],
    ['null', null],
  ])('%s', async (_name, field) => {
    const { edge, headers } = await seenWith({ 'x-edge': field, accept: '*/*' });

    expect({ edge, headers }).toEqual({ edge: undefined, headers: ['accept'] });
    expect(warnings.mock.calls).toEqual([[expect.stringMatching(/EDGE_UNKNOWN/)]]);
  });

  test('an expired token', async () => {
    const variables = { EDGE_TOKENS: `${nginx.line} expires=2020-01-31` };

    expect((await seenWith({ 'x-edge': edgeField(nginx.token) }, variables)).edge).toBeUndefined();
  });

  test('the line has no part of the header', async () => {
    const { token } = makeEdgeToken();
    await seenWith({ 'x-edge': edgeField(token) });

    expect(JSON.stringify(warnings.mock.calls)).not.toMatch(/tfe_|203\.0\.113/);
  });
});

test('threat 28: the token rotates in four steps, in each of which the edge is known', async () => {
  const knows = async (field: string, lines: readonly string[]) => {
    const variables = { EDGE_TOKENS: lines.join('\n') };
    return (await seenWith({ 'x-edge': field }, variables)).edge?.name;
  };
  const next = makeEdgeToken('nginx-2027');
  const [oldField, newField] = [edgeField(nginx.token), edgeField(next.token)];

  expect(await knows(oldField, [nginx.line])).toBe('nginx');
  expect(await knows(oldField, [nginx.line, next.line])).toBe('nginx');
  expect(await knows(newField, [nginx.line, next.line])).toBe('nginx-2027');
  expect(await knows(newField, [next.line])).toBe('nginx-2027');
  expect(await knows(oldField, [next.line])).toBeUndefined();
});

test('EDGE_TOKENS of "none" configures no edge', async () => {
  expect(
    (await seenWith({ 'x-edge': edgeField(nginx.token) }, { EDGE_TOKENS: 'none' })).edge,
  ).toBeUndefined();
  expect(warnings).not.toHaveBeenCalled();
});

test('threat 30: the decision names the edge, and has neither its token nor the address', async () => {
  const decisions: Decision[] = [];
  const handler = withAuth(
    { schemes: basic(), onDecision: (one) => decisions.push(one) },
    () => 'in',
  );
  const headers = { authorization: RIGHT, 'x-edge': edgeField(nginx.token) };

  await invoke(handler, {
    variables: { ...VARIABLES, EDGE_TOKENS },
    event: { request: { headers } },
  });

  expect(decisions).toMatchObject([{ decision: 'allow', edge: 'nginx' }]);
  expect(JSON.stringify(decisions)).not.toMatch(/tfe_|203\.0\.113/);
});

describe('the option addresses', () => {
  const handler = withAuth(
    { schemes: basic(), addresses: ['203.0.113.0/24', '2001:db8::/32'] },
    () => 'in',
  );
  let logged: jest.SpyInstance;
  beforeEach(() => {
    logged = jest.spyOn(console, 'log').mockImplementation(() => undefined);
    jest.spyOn(console, 'error').mockImplementation(() => undefined);
  });
  const call = (
    address: string | undefined,
    { authorization = RIGHT, edge = EDGE_TOKENS } = {},
  ) => {
    const field = address === undefined ? {} : { 'x-edge': edgeField(nginx.token, { address }) };
    const headers = { authorization, ...field };
    const variables = { ...VARIABLES, EDGE_TOKENS: edge };
    return invoke(handler, { variables, event: { request: { headers } } });
  };
  const codes = async () => {
    await Promise.resolve();
    return logged.mock.calls.map(([line]) => JSON.parse(line).code);
  };

  test.each([
    ['203.0.113.255'],
    ['2001:db8:ffff::1'],
    ['::ffff:203.0.113.7'],
    ['::ffff:cb00:7107'],
  ])('allows %s', async (address) => {
    expect(await call(address)).toMatchObject({ status: 200, body: 'in' });
  });

  test.each([['203.0.114.0'], ['2001:db9::1'], ['::203.0.113.7'], ['127.0.0.1']])(
    'refuses %s, also with the right password',
    async (address) => {
      const answer = await call(address);

      expect(answer).toMatchObject({ status: 403, body: 'Forbidden' });
      expect(answer.headers).not.toHaveProperty('WWW-Authenticate');
      expect(await codes()).toEqual(['ADDRESS_REFUSED']);
    },
  );

  test('answers a refused address the same with a right and a wrong password', async () => {
    const right = await call('198.51.100.1');
    const wrong = await call('198.51.100.1', { authorization: basicAuthorization('twilio', 'no') });

    expect({ ...wrong, payload: null }).toEqual({ ...right, payload: null });
  });

  test('refuses a request that came past the edge', async () => {
    expect(await call(undefined)).toMatchObject({ status: 403, body: 'Forbidden' });
    expect(await codes()).toEqual(['ADDRESS_UNKNOWN']);
  });

  test.each([
    ['not set', ''],
    ['none', 'none'],
    ['malformed', 'nginx'],
    ['a token in place of its hash', `nginx:${nginx.token}`],
    ['a line with paths', `${nginx.line} paths=/report`],
  ])('answers 500 while EDGE_TOKENS is %s', async (_name, edge) => {
    expect(await call('203.0.113.7', { edge })).toMatchObject({ status: 500 });
    expect(await codes()).toEqual(['NOT_CONFIGURED']);
  });

  test.each([
    [[], 'withAuth: addresses must be a list of blocks, as in ["203.0.113.0/24"].'],
    ['203.0.113.0/24', 'withAuth: addresses must be a list of blocks, as in ["203.0.113.0/24"].'],
    [
      ['203.0.113.7'],
      'withAuth: addresses: 203.0.113.7 has no number of bits. Did you mean 203.0.113.7/32?',
    ],
    [
      ['localhost'],
      'withAuth: addresses: "localhost" is not a block of addresses, as in 203.0.113.0/24 or 2001:db8::/32.',
    ],
  ])('makes the file fail to load if it is %j', (addresses, message) => {
    expect(() =>
      withAuth({ schemes: basic(), addresses: addresses as string[] }, () => 'in'),
    ).toThrow(message);
  });
});
