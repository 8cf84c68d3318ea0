import fc from 'fast-check';
import { anyCharacter } from '../../support/guard/any-character';
import { authenticator, CONTEXT, signedEvent } from '../../support/guard/signed-webhook';

const { authenticate } = authenticator();
const statusOf = async (webhook: Parameters<typeof signedEvent>[0]) =>
  (await authenticate(signedEvent(webhook), CONTEXT)).status;

// Parameter names like Twilio's. A name that begins with ? or & is refused, and the platform uses `request`.
const name = fc
  .string({ unit: 'grapheme', minLength: 1, maxLength: 12 })
  .filter((text) => !/^[?&]/.test(text) && !['request', 'bodySHA256'].includes(text));
const value = fc.string({ unit: 'grapheme', maxLength: 20 });
const signed = fc.dictionary(name, value, { maxKeys: 8 });

test('every request that Twilio signs is accepted', async () => {
  await fc.assert(
    fc.asyncProperty(signed, async (params) => {
      expect(await statusOf({ signed: params })).toBe('accepted');
    }),
  );
});

test('a parameter with any other value is refused', async () => {
  await fc.assert(
    fc.asyncProperty(signed, fc.nat(), value, async (params, index, changed) => {
      const names = Object.keys(params);
      const chosen = names[index % names.length] ?? '';
      fc.pre(names.length > 0 && params[chosen] !== changed);

      expect(await statusOf({ signed: params, params: { ...params, [chosen]: changed } })).toBe(
        'refused',
      );
    }),
  );
});

test('a request with an additional parameter is refused', async () => {
  await fc.assert(
    fc.asyncProperty(signed, name, value, async (params, added, text) => {
      fc.pre(!Object.hasOwn(params, added));

      expect(await statusOf({ signed: params, params: { ...params, [added]: text } })).toBe(
        'refused',
      );
    }),
  );
});

test('a request without one of its parameters is refused', async () => {
  await fc.assert(
    fc.asyncProperty(signed, fc.nat(), async (params, index) => {
      const entries = Object.entries(params);
      fc.pre(entries.length > 0);
      const kept = entries.filter((_, position) => position !== index % entries.length);

      expect(await statusOf({ signed: params, params: Object.fromEntries(kept) })).toBe('refused');
    }),
  );
});

test('a signature with any other character is refused', async () => {
  const character = fc.string({ unit: anyCharacter, minLength: 1, maxLength: 1 });
  await fc.assert(
    fc.asyncProperty(signed, fc.nat({ max: 27 }), character, async (params, position, changed) => {
      const { request } = signedEvent({ signed: params }) as { request: { headers: Headers } };
      const right = request.headers['x-twilio-signature'];
      fc.pre(right[position] !== changed);
      const wrong = right.slice(0, position) + changed + right.slice(position + 1);

      expect(await statusOf({ signed: params, headers: { 'x-twilio-signature': wrong } })).toBe(
        'refused',
      );
    }),
  );
});

test('no parameters of any shape make the scheme throw, and unsigned parameters are refused', async () => {
  await fc.assert(
    fc.asyncProperty(fc.dictionary(fc.string(), fc.anything()), async (params) => {
      fc.pre(!Object.hasOwn(params, 'request') && Object.keys(params).length > 0);

      expect(await statusOf({ signed: {}, params })).toBe('refused');
    }),
  );
});

type Headers = Readonly<Record<'x-twilio-signature', string>>;
