import fc from 'fast-check';
import { withAuth } from '../../../assets/auth.private';
import { makeToken } from '../../../lib/tokens/token-format';
import { anyCharacter } from '../../support/guard/any-character';
import { invoke } from '../../support/guard/invoke';
import { CARRIERS, lineOf, TOKEN, tokenOutcomeOf } from '../../support/guard/tokens';

const b64token = fc
  .tuple(
    fc.string({ unit: fc.constantFrom(...'AZaz09-._~+/'), minLength: 1, maxLength: 60 }),
    fc.constantFrom('', '=', '=='),
  )
  .map((parts) => parts.join(''));

// One position of a token, changed as a typing error or a forger would change it.
const change = fc.record({
  at: fc.nat({ max: TOKEN.length - 1 }),
  how: fc.constantFrom('replace', 'drop', 'insert', 'swap', 'case', 'cut', 'repeat'),
  character: fc.constantFrom(...'0aA_-.=~ \u00a0é'),
});

function changed(
  token: string,
  { at, how, character }: typeof change extends fc.Arbitrary<infer C> ? C : never,
) {
  const [before, one, after] = [token.slice(0, at), token.charAt(at), token.slice(at + 1)];
  const flipped = one === one.toLowerCase() ? one.toUpperCase() : one.toLowerCase();
  const ways = {
    replace: before + character + after,
    drop: before + after,
    insert: before + character + one + after,
    swap: before + after.charAt(0) + one + after.slice(1),
    case: before + flipped + after,
    cut: before,
    repeat: token + token,
  };
  return ways[how as keyof typeof ways];
}

describe.each(CARRIERS)('$scheme', (carrier) => {
  const accepts = (token: string, variables: object) =>
    tokenOutcomeOf(carrier, token, { variables }).status === 'accepted';

  test('any b64token whose hash is stored is accepted', () => {
    fc.assert(
      fc.property(b64token, (token) => accepts(token, { BEARER_TOKENS: lineOf('ada', token) })),
    );
  });

  test('no other text is accepted, however similar', () => {
    const variables = { BEARER_TOKENS: lineOf('ada', TOKEN) };
    fc.assert(
      fc.property(change, (given) => {
        const text = changed(TOKEN, given);
        // Spaces around a header's value are not part of it.
        fc.pre(text.replace(/^ +| +$/g, '') !== TOKEN);
        return !accepts(text, variables);
      }),
      { numRuns: 2000 },
    );
  });

  test('no token is accepted by the hash of another', () => {
    fc.assert(
      fc.property(b64token, b64token, (one, other) => {
        fc.pre(one !== other);
        return !accepts(other, { BEARER_TOKENS: lineOf('ada', one) });
      }),
    );
  });

  test('each of many tokens authenticates its own name', () => {
    const made = Array.from({ length: 200 }, (_, index) => ({ name: `n${index}`, ...makeToken() }));
    const variables = {
      BEARER_TOKENS: made.map(({ name, token }) => lineOf(name, token)).join('\n'),
    };

    for (const { name: username, token } of made) {
      expect(tokenOutcomeOf(carrier, token, { variables })).toMatchObject({
        principal: { username },
      });
    }
  });

  test('no variable of any content makes the guard throw or accept an unknown caller', () => {
    const line = fc.oneof(
      fc.string({ unit: anyCharacter }),
      fc.string({ unit: fc.constantFrom(...'a:.= ,/#\n', lineOf('ada', 'known')) }),
    );
    fc.assert(
      fc.property(fc.array(line), (lines) => {
        const configured = carrier.create().configure({ BEARER_TOKENS: lines.join('\n') });
        if ('problems' in configured) return configured.problems.length > 0;
        const request = { headers: carrier.headers(TOKEN) };
        return (
          (configured.authenticate({ request }, {}) as { status: string }).status === 'refused'
        );
      }),
      { numRuns: 1000 },
    );
  });

  test('no event of any shape makes the guard throw or accept an unknown caller', async () => {
    const handler = withAuth(carrier.create(), () => 'in');
    const variables = { BEARER_TOKENS: lineOf('ada', TOKEN) };
    const field = fc.constantFrom('authorization', 'x-api-key');
    const hostile = fc.oneof(
      fc.anything(),
      fc.record({ request: fc.anything() }),
      fc.record({ request: fc.record({ headers: fc.anything() }) }),
      fc.record({ request: fc.record({ headers: fc.dictionary(field, fc.anything()) }) }),
      fc.dictionary(fc.constantFrom('access_token', 'x-api-key', 'request'), fc.anything()),
    );
    jest.spyOn(console, 'warn').mockImplementation(() => undefined);
    await fc.assert(
      fc.asyncProperty(hostile, async (event) => {
        const answer = await invoke(handler, { variables, event: event ?? null });

        expect([400, 401]).toContain(answer.status);
      }),
      { numRuns: 1000 },
    );
  });
});
