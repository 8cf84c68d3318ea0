import { bearer, type TokenOptions, withAuth } from '../../../assets/auth.private';
import { makeToken } from '../../../lib/tokens/token-format';
import { invoke } from '../../support/guard/invoke';
import {
  CARRIERS,
  FOREIGN,
  hashOf,
  lineOf,
  TOKEN,
  tokenOutcomeOf,
  tokenProblemsOf,
} from '../../support/guard/tokens';

const HASH = hashOf(TOKEN);
const OTHER = hashOf(FOREIGN);
const NO_HASH =
  'must have the SHA-256 hash of a token after the colon: npm run credentials -- token NAME creates one';
const PLAIN =
  'must have the hash of a token, not the token: npm run credentials -- token NAME creates a new one';
const DATE =
  'must have expires= with a day or time in UTC, as in 2027-01-31 or 2027-01-31T12:00:00Z';
const PATHS = 'must have paths= with a list of paths, as in /status,/hooks/*';

describe.each(CARRIERS)('$scheme', (carrier) => {
  const { create } = carrier;
  const lets = (token: string, options: TokenOptions, variables: object = {}) =>
    tokenOutcomeOf(carrier, token, { options, variables });

  describe('sources', () => {
    const variables = {
      BEARER_TOKENS: lineOf('one', 'token-1'),
      BEARER_TOKENS_2: lineOf('two', 'token-2'),
      BEARER_TOKENS_STAGING: lineOf('staging', 'token-3'),
      BEARER_TOKENSX: lineOf('none', 'token-4'),
    };

    test.each([
      ['token-1', 'accepted'],
      ['token-2', 'accepted'],
      ['token-3', 'accepted'],
      ['token-4', 'refused'],
      ['token-5', 'accepted'],
    ])('the tokens of every variable and the option are combined: %s is %s', (token, status) => {
      expect(lets(token, { tokens: [lineOf('five', 'token-5')] }, variables)).toMatchObject({
        status,
      });
    });

    test.each([
      ['a text of one line', lineOf('a', 'token-6')],
      ['a text of lines', `# ours\n${lineOf('b', 'token-7')}\r\n${lineOf('a', 'token-6')}\n`],
      ['an array of lines', [lineOf('b', 'token-7'), lineOf('a', 'token-6')]],
    ])('the option is %s', (_what, tokens) => {
      expect(lets('token-6', { tokens, variables: false })).toMatchObject({ status: 'accepted' });
    });

    test('variables: false ignores the variables', () => {
      const options = { tokens: lineOf('a', 'token-6'), variables: false };

      expect(lets('token-1', options, variables)).toMatchObject({ status: 'refused' });
      expect(lets('token-6', options, { BEARER_TOKENS: 'broken' })).toMatchObject({
        status: 'accepted',
      });
    });

    test.each([[[]], ['']])('an empty option is valid with variables: %j', (tokens) => {
      expect(lets('token-1', { tokens }, variables)).toMatchObject({ status: 'accepted' });
    });

    test('a later change to the options has no effect', () => {
      const tokens = [lineOf('a', 'token-6')];
      const scheme = create({ tokens, variables: false });
      tokens[0] = lineOf('a', 'token-7');

      expect(scheme.configure({})).toMatchObject({ accepts: [{ username: 'a' }] });
      const authenticator = scheme.configure({});
      if ('problems' in authenticator) throw new Error();
      const request = { headers: carrier.headers('token-7') };
      expect(authenticator.authenticate({ request }, {})).toMatchObject({ status: 'refused' });
    });

    test('unchanged settings are parsed once', () => {
      const scheme = create();

      expect(scheme.configure({ ...variables })).toBe(scheme.configure({ ...variables }));
      expect(scheme.configure({ ...variables, BEARER_TOKENS_2: '' })).not.toBe(
        scheme.configure({ ...variables }),
      );
    });
  });

  test.each<[string, TokenOptions, object]>([
    ['BEARER_TOKENS is required', {}, {}],
    ['BEARER_TOKENS is required', { tokens: [] }, { BEARER_TOKENS: '' }],
    ['BEARER_TOKENS is required', {}, { BEARER_TOKENS: '# nobody' }],
    ['BEARER_TOKENS is required', {}, { BEARER_TOKENS: 7 }],
    ['tokens is required if variables is false', { variables: false }, {}],
    [
      'tokens is required if variables is false',
      { variables: false, tokens: [] },
      { BEARER_TOKENS: lineOf('a', 'b') },
    ],
  ])('without any token: %s', (problem, options, variables) => {
    expect(tokenProblemsOf(create, options, variables)).toEqual([problem]);
  });

  test.each<[string, unknown]>([
    ['tokens must be text or an array of lines name:hash', { tokens: { ci: HASH } }],
    ['tokens must be text or an array of lines name:hash', { tokens: [lineOf('a', 'b'), 7] }],
    ['tokens must be text or an array of lines name:hash', { tokens: null }],
    ['variables must be true or false', { variables: 'no' }],
    ['realm must be 1 to 128 printable ASCII characters', { realm: 'Café' }],
    ['() has no option "token"', { token: lineOf('a', 'b') }],
  ])('options: %s', (problem, options) => {
    const variables = { BEARER_TOKENS: lineOf('a', 'b') };

    expect(tokenProblemsOf(create, options as TokenOptions, variables)).toEqual([
      expect.stringContaining(problem),
    ]);
  });
});

const LINES: readonly [what: string, line: string, problems: readonly string[]][] = [
  ['no colon', HASH, ['must have the form name:hash']],
  ['no name', `:${HASH}`, ['has no name']],
  [
    'a control character',
    `a\tb:${HASH}`,
    ['has a name that has a control character, which RFC 7617 forbids'],
  ],
  [
    'a name of 129 characters',
    `${'n'.repeat(129)}:${HASH}`,
    ['has a name that has over 128 characters'],
  ],
  ['half a surrogate pair', `\ud800:${HASH}`, ['has a name that is not well-formed Unicode']],
  ['no hash', 'ci:', [NO_HASH]],
  ['an attribute for a hash', 'ci: scopes=read', [NO_HASH]],
  ['a text that is no hash', 'ci:open-sesame', [NO_HASH]],
  ['42 characters', `ci:${HASH.slice(1)}`, [NO_HASH]],
  ['44 characters', `ci:A${HASH}`, [NO_HASH]],
  ['a pad', `ci:${HASH}=`, [NO_HASH]],
  ['another alphabet', `ci:+${HASH.slice(1)}`, [NO_HASH]],
  ['a last character that never comes up', `ci:${'A'.repeat(42)}B`, [NO_HASH]],
  ['63 digits', `ci:${'a'.repeat(63)}`, [NO_HASH]],
  ['an invalid digit', `ci:${'a'.repeat(63)}g`, [NO_HASH]],
  ['a password hash', 'ci:$2y$10$Q6GeMFPd0dAxhQULPDdAn.DFy6NDmLaU0A7e2XoJz7PFYAEADFKbC', [NO_HASH]],
  ['an id that is too short', `ci:abc.${HASH}`, [NO_HASH]],
  ['an id and no hash', 'ci:AbcdefGhij12.', [NO_HASH]],
  ['two ids', `ci:AbcdefGhij12.AbcdefGhij13.${HASH}`, [NO_HASH]],
  ['a token of this library', `ci:${TOKEN}`, [PLAIN]],
  ['a token without a name', TOKEN, [PLAIN]],
  ['a token after the hash', `ci:${HASH} ${TOKEN}`, [PLAIN]],
  ['a token for a name', `${TOKEN}:${HASH}`, [PLAIN]],
  ['most of a token', `ci:${TOKEN.slice(0, 20)}`, [PLAIN]],
  ...['expire=2027-01-31', 'Expires=2027-01-31', 'toString=1', 'read', '=x', '#comment'].map(
    (attribute): (typeof LINES)[number] => [
      `the attribute ${attribute}`,
      `ci:${HASH} ${attribute}`,
      ['must have only expires=, paths= and scopes= after the hash'],
    ],
  ),
  ['an attribute twice', `ci:${HASH} scopes=a scopes=b`, ['must have scopes= only once']],
  ...[
    '',
    '2027-1-31',
    '2027-02-30',
    '2027-13-01',
    '31.01.2027',
    '2027-01-31T12:00Z',
    '2027-01-31T12:00:00',
    '2027-01-31T12:00:00+01:00',
    '2027-01-31T24:00:00Z',
    '2027-01-31T12:00:60Z',
    '2027-01-31t12:00:00z',
    '1798761600',
    'never',
  ].map((date): (typeof LINES)[number] => [
    `the date ${date}`,
    `ci:${HASH} expires=${date}`,
    [DATE],
  ]),
  ...[
    '',
    'status',
    '/a,',
    ',/a',
    '/a/',
    '//a',
    '/a/../b',
    '/./a',
    '/a*',
    '/a/*/b',
    '*',
    '/%61',
    '/é',
    '/a?b',
  ].map((path): (typeof LINES)[number] => [
    `the path ${path}`,
    `ci:${HASH} paths=${path}`,
    [PATHS],
  ]),
  ...['', 'a,', 'a,,b', 'a"b', 'a\\b', 'é'].map((scope): (typeof LINES)[number] => [
    `the scope ${scope}`,
    `ci:${HASH} scopes=${scope}`,
    ['must have scopes= with a list of scopes, as in read,write'],
  ]),
  ['all of it at once', ':secret expires=x paths=y', ['has no name', NO_HASH, DATE, PATHS]],
];

test.each(LINES)(
  'a line with %s is a problem that names the variable and the line and contains no part of it',
  (_what, line, expected) => {
    const BEARER_TOKENS_2 = `# ours\n\n${line}`;

    const problems = tokenProblemsOf(bearer, {}, { BEARER_TOKENS_2 });

    expect(problems).toEqual(expected.map((problem) => `line 3 of BEARER_TOKENS_2 ${problem}`));
    for (const secret of [HASH, TOKEN.slice(17, 30), 'secret', 'sesame']) {
      expect(problems.join()).not.toContain(secret);
    }
  },
);

describe('the second of two lines is a problem if it has the same', () => {
  const id = (one: string) => `${one.repeat(12)}`;

  test.each([
    ['hash', `a:${HASH}`, `a:${HASH}`],
    [
      'hash, spelled in two ways',
      `a:${HASH}`,
      `b:${Buffer.from(HASH, 'base64url').toString('hex')}`,
    ],
    ['hash and two ids', `a:${id('A')}.${HASH}`, `b:${id('B')}.${HASH}`],
    ['hash and id', `a:${id('A')}.${HASH}`, `b:${id('A')}.${HASH}`],
    ['id', `a:${id('A')}.${HASH}`, `b:${id('A')}.${OTHER}`],
  ])('%s, the second is a problem', (what, one, other) => {
    const problem = (second: string, first: string) =>
      `${second} has the same ${what.replace(/[ ,].*/, '')} as ${first}`;

    expect(tokenProblemsOf(bearer, {}, { BEARER_TOKENS: `${one}\n${other}` })).toEqual([
      problem('line 2 of BEARER_TOKENS', 'line 1 of BEARER_TOKENS'),
    ]);
    expect(tokenProblemsOf(bearer, { tokens: [other] }, { BEARER_TOKENS_X: one })).toEqual([
      problem('line 1 of tokens', 'line 1 of BEARER_TOKENS_X'),
    ]);
  });
});

test('two of three lines with the same hash are problems, because both repeat the first', () => {
  const line = lineOf('a', TOKEN);

  expect(tokenProblemsOf(bearer, {}, { BEARER_TOKENS: `${line}\n${line}\n${line}` })).toEqual([
    'line 2 of BEARER_TOKENS has the same hash as line 1 of BEARER_TOKENS',
    'line 3 of BEARER_TOKENS has the same hash as line 1 of BEARER_TOKENS',
  ]);
});

test('every problem of every source is reported at once, and the response is 500', async () => {
  const error = jest.spyOn(console, 'error').mockImplementation(() => undefined);
  const handler = withAuth(bearer({ tokens: ['x'], realm: '' }), () => 'in');
  const variables = { BEARER_TOKENS: `ci:${makeToken().token}`, BEARER_TOKENS_2: 'ci:x' };

  const answer = await invoke(handler, { variables, authorization: `Bearer ${TOKEN}` });

  expect([answer.status, answer.body]).toEqual([500, 'Authentication is not configured']);
  expect(error.mock.calls).toEqual([
    [
      expect.stringMatching(
        /realm must be .*; line 1 of BEARER_TOKENS must have the hash of a token, not the token.*; line 1 of BEARER_TOKENS_2 must have the SHA-256.*; line 1 of tokens must have the form/,
      ),
    ],
  ]);
});

test('bearer({ jwt }) reads no opaque tokens, unless the option says so', () => {
  const jwt = { algorithms: [] } as never;

  const problems = tokenProblemsOf(() => bearer({ jwt }), {}, {});

  expect(problems.filter((problem) => problem.includes('BEARER_TOKENS'))).toEqual([]);
  expect(tokenProblemsOf(() => bearer({ jwt, tokens: [] }), {}, {})).toContain(
    'BEARER_TOKENS is required',
  );
});
