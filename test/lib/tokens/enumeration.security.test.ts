import crypto from 'node:crypto';
import { CARRIERS, callWith, lineOf, TOKEN, tokenOutcomeOf } from '../../support/guard/tokens';

// A response does not reveal whether a token exists. Every invalid token has the same response and costs one
// hash.

const unknown: readonly [what: string, token: string][] = [
  ['an unknown token', 'never-heard-of'],
  ['a token that is almost right', `${TOKEN.slice(0, -1)}${TOKEN.endsWith('0') ? '1' : '0'}`],
  ['only the public id', TOKEN.slice(0, 17)],
  ['the name', 'ada'],
  ['an expired token', 'expired-token'],
];
const lines = [lineOf('ada', TOKEN), lineOf('old', 'expired-token', ' expires=2020-01-01')];
const many = Array.from({ length: 1000 }, (_, index) => lineOf(`n${index}`, `token-${index}`));

describe.each(CARRIERS)('$scheme', (carrier) => {
  const variables = { BEARER_TOKENS: lines.join('\n') };

  test.each(unknown)('%s is answered like every other invalid token', async (_what, token) => {
    const answer = await callWith(carrier, token, variables);
    const expected = await callWith(carrier, 'another', variables);

    expect(answer.status).toBe(401);
    expect(answer.headers).toEqual(expected.headers);
    expect(answer.body).toBe(expected.body);
  });

  test.each<[string, string]>([...unknown, ['a valid token', TOKEN]])(
    '%s costs one hash, of the token only, for any number of tokens',
    (_what, token) => {
      const hash = jest.spyOn(crypto, 'hash');
      tokenOutcomeOf(carrier, token, {
        variables: { BEARER_TOKENS: [...lines, ...many].join('\n') },
      });

      expect(hash.mock.calls).toEqual([['sha256', token, 'binary']]);
    },
  );

  test('the outcome of an unknown token reveals nothing about it', () => {
    const outcome = tokenOutcomeOf(carrier, 'never-heard-of', { variables });

    expect(JSON.stringify(outcome)).not.toContain('never-heard-of');
    expect(outcome).toEqual(expect.not.objectContaining({ username: expect.anything() }));
  });
});
