import '../../support/jest/built-assets';
import { bearer, type Outcome, withAuth } from '../../../assets/auth.private';
import { BY_SECRET } from '../../support/guard/bearer';
import { invoke } from '../../support/guard/invoke';
import { hs256, seconds } from '../../support/guard/jwt';
import { hashOf, lineOf, TOKEN } from '../../support/guard/tokens';

// One bearer() can accept opaque tokens and JWTs. These tests cover which rules apply to a token.

const DOTTED = 'made.by.somebody-else-0123456789';
const EXPIRED = 'made.by.another-one-0123456789';
const ELSEWHERE = 'made.by.a-third-one-0123456789';
const STORED_JWT = hs256({ sub: 'a JWT that is kept as it is' });
const VARIABLES = {
  BEARER_TOKENS: [
    lineOf('ci', TOKEN),
    lineOf('dotted', DOTTED),
    lineOf('old', EXPIRED, ' expires=2020-01-01'),
    lineOf('elsewhere', ELSEWHERE, ' paths=/other'),
    lineOf('stored', STORED_JWT),
  ].join('\n'),
};
const scheme = bearer({ jwt: { ...BY_SECRET, scopes: ['read'] }, tokens: [] });

async function outcomeOf(token: string): Promise<Outcome> {
  const configured = scheme.configure(VARIABLES);
  if ('problems' in configured) throw new Error(configured.problems.join('; '));
  const event = { request: { headers: { authorization: `Bearer ${token}` } } };
  return configured.authenticate(event, { PATH: '/test' });
}

test.each([
  ['a token of this library', TOKEN, 'ci'],
  ['a stored token with two dots', DOTTED, 'dotted'],
  ['a stored token that is a JWT as well', STORED_JWT, 'stored'],
  ['a JWT', hs256({ sub: 'grace', scope: 'read' }), 'grace'],
])('a caller is accepted with %s', async (_what, token, username) => {
  expect(await outcomeOf(token)).toMatchObject({ status: 'accepted', principal: { username } });
});

test.each([
  ['an expired stored token', EXPIRED, 'CREDENTIALS_EXPIRED', 'old'],
  ['a stored token for other paths', ELSEWHERE, 'SCOPE_INSUFFICIENT', 'elsewhere'],
  [
    'a mistyped token of this library',
    `${TOKEN.slice(0, -1)}.a.b`,
    'CREDENTIALS_MALFORMED',
    undefined,
  ],
  ['an unknown token', 'never-heard-of', 'CREDENTIALS_INVALID', undefined],
  ['an unknown token with two dots', `${DOTTED}1`, 'CREDENTIALS_INVALID', undefined],
  ['the hash of a stored token', hashOf(DOTTED), 'CREDENTIALS_INVALID', undefined],
  ['a JWT with a wrong signature', `${hs256().slice(0, -4)}AAAA`, 'CREDENTIALS_INVALID', undefined],
  ['an expired JWT', hs256({ sub: 'grace', exp: seconds(-60) }), 'CREDENTIALS_EXPIRED', 'grace'],
  ['a JWT without the scopes', hs256({ sub: 'grace' }), 'SCOPE_INSUFFICIENT', 'grace'],
])('%s is refused by the rules of its type', async (_what, token, code, username) => {
  const outcome = await outcomeOf(token);

  expect(outcome).toMatchObject({ status: 'refused', code });
  expect(outcome.status === 'refused' && outcome.username).toBe(username);
});

test('the scopes of JWTs are named only to callers with a JWT', async () => {
  const handler = withAuth(scheme, () => 'in');
  const challengeFor = async (token: string) => {
    const { headers } = await invoke(handler, {
      authorization: `Bearer ${token}`,
      variables: { ...VARIABLES } as never,
    });
    return headers['WWW-Authenticate'];
  };

  expect(await challengeFor(hs256())).toMatch(/error="insufficient_scope", scope="read"$/);
  expect(await challengeFor(ELSEWHERE)).toMatch(/error="insufficient_scope"$/);
});
