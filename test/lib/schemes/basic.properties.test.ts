import fc from 'fast-check';
import { basic, withAuth } from '../../../assets/auth.private';
import { anyCharacter } from '../../support/guard/any-character';
import { basicAuthorization, invoke } from '../../support/guard/invoke';
import { RELAXED } from '../../support/guard/no-throttle';

const text = fc
  .string({ unit: anyCharacter, minLength: 1, maxLength: 40 })
  .filter((value) => !/[\u0000-\u001f\u007f]/.test(value));
// A name with invisible characters or surrounding spaces is a configuration error.
const HIDDEN = /[\p{C}\p{Z}\p{Default_Ignorable_Code_Point}\u2800]/u;
const username = text.filter(
  (value) =>
    !value.includes(':') && value === value.trim() && !HIDDEN.test(value.replaceAll(' ', '')),
);
const pair = fc.record({ username, password: text });

// The passwords are marked as plain because any text may look like a hash.
const guard = ({ username, password }: { username: string; password: string }) =>
  withAuth(
    basic({ credentials: { username, password: `{PLAIN}${password}` }, ...RELAXED }),
    (context) => context.auth.username,
  );

test('any username and password of RFC 7617 is accepted in any Unicode composition', async () => {
  const forms = fc.constantFrom('NFC', 'NFD');
  await fc.assert(
    fc.asyncProperty(pair, forms, forms, async (credentials, configured, sent) => {
      const handler = guard({
        username: credentials.username.normalize(configured),
        password: credentials.password.normalize(configured),
      });
      const authorization = basicAuthorization(
        credentials.username.normalize(sent),
        credentials.password.normalize(sent),
      );

      const answer = await invoke(handler, { authorization });

      expect(answer.body).toBe(credentials.username.normalize('NFC'));
    }),
  );
});

test('credentials other than the configured ones are refused', async () => {
  await fc.assert(
    fc.asyncProperty(pair, pair, async (configured, presented) => {
      const same = (['username', 'password'] as const).every(
        (side) => configured[side].normalize() === presented[side].normalize(),
      );
      fc.pre(!same);

      const answer = await invoke(guard(configured), {
        authorization: basicAuthorization(presented.username, presented.password),
      });

      expect(answer.status).toBe(401);
    }),
  );
});

// Header values close to the grammar: mostly right, with an error at any position.
const base64Digit = fc.constantFrom(...'ABCDwxyz0189+/-_= \t,');
const fieldValue = fc
  .tuple(
    fc.constantFrom('', ' ', '\t'),
    fc.constantFrom('Basic', 'basic', 'BASIC', 'Basi', 'Basic:', 'Bearer', 'Basic,Basic', ''),
    fc.constantFrom('', ' ', '  ', '\t', ' \t'),
    fc.oneof(
      fc.string({ unit: base64Digit, maxLength: 30 }),
      fc.uint8Array({ maxLength: 30 }).map((bytes) => Buffer.from(bytes).toString('base64')),
      fc.constantFrom('YTpi', 'YTpi=', 'YTpiYw==', 'YTpiYw=', 'YTpiYw', 'YTpiYw===', 'YTo='),
    ),
    fc.constantFrom('', ' ', '=', '==', '===', ', Basic YTpi', '\u0000', '\u{1f600}'),
  )
  .map((parts) => parts.join(''));

test('a header value is accepted exactly if an independent parser of RFC 7617 finds the credentials', async () => {
  const handler = guard({ username: 'a', password: 'b' });
  await fc.assert(
    fc.asyncProperty(fieldValue, async (authorization) => {
      const answer = await invoke(handler, { authorization });

      expect(answer.status).toBe(readByTheBook(authorization) === 'a:b' ? 200 : 401);
    }),
    { numRuns: 2000 },
  );
});

test('no event of any shape makes the guard throw or accept an unknown caller', async () => {
  const handler = guard({ username: 'a', password: 'b' });
  const hostile = fc.oneof(
    fc.anything(),
    fc.record({ request: fc.anything() }),
    fc.record({ request: fc.record({ headers: fc.anything() }) }),
    fc.record({ request: fc.record({ headers: fc.record({ authorization: fc.anything() }) }) }),
  );
  jest.spyOn(console, 'warn').mockImplementation(() => undefined);
  await fc.assert(
    fc.asyncProperty(hostile, async (event) => {
      const answer = await invoke(handler, { event: event ?? null });

      expect(answer.status).toBe(401);
    }),
    { numRuns: 1000 },
  );
});

// The platform's decoders, made strict by the library's own rules.
function readByTheBook(authorization: string): string | null {
  const [, token] = /^[ \t]*basic[ ]+([^ \t]*)[ \t]*$/i.exec(authorization) ?? [];
  if (token === undefined || !/^[A-Za-z0-9+/]+=*$/.test(token)) return null;
  try {
    const bytes = Uint8Array.from(atob(token), (character) => character.charCodeAt(0));
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return null;
  }
}
