import fc from 'fast-check';
import {
  basic,
  type Outcome,
  type PolicyOptions,
  type Scheme,
  withAuth,
} from '../../../assets/auth.private';
import { type Answer, basicAuthorization, invoke } from '../../support/guard/invoke';
import { parseChallenges } from '../../support/guard/parse-challenges';

const BASIC = 'Basic realm="Authentication Required", charset="UTF-8"';
const ABSENT: Outcome = { status: 'absent' };

/** Returns a scheme with the same outcome for every request. */
function schemeNamed(name: string, realm: string, outcome: Outcome = ABSENT): Scheme {
  const challenge = `${name} realm="${realm.replace(/["\\]/g, '\\$&')}", hint="a, b"`;
  return {
    name: name.toLowerCase(),
    configure: () => ({ challenge, authenticate: () => outcome }),
  };
}

const refuse = (policy: PolicyOptions | readonly Scheme[], authorization?: string) =>
  invoke(
    withAuth(policy, () => 'in'),
    { authorization },
  );
const fieldOf = ({ headers }: Answer) => headers['WWW-Authenticate'];

describe('several challenges form one header', () => {
  const bearer = schemeNamed('Bearer', 'x');
  const key = schemeNamed('ApiKey', 'y');

  test.each<[string, readonly Scheme[]]>([
    ['first', [basic(), bearer, key]],
    ['between', [bearer, basic(), key]],
    ['last', [bearer, key, basic()]],
  ])('that begins with Basic if the policy names it %s', async (_where, schemes) => {
    const field = fieldOf(await refuse(schemes));

    expect(field).toBe(`${BASIC}, Bearer realm="x", hint="a, b", ApiKey realm="y", hint="a, b"`);
  });

  test('in the order of the policy if none of them is Basic', async () => {
    const field = fieldOf(await refuse([key, bearer]));

    expect(field).toBe('ApiKey realm="y", hint="a, b", Bearer realm="x", hint="a, b"');
  });

  test('that begins with Basic even if another challenge has an error', async () => {
    const challenge = 'Bearer realm="x", error="invalid_token"';
    const wrong = schemeNamed('Bearer', 'x', {
      status: 'refused',
      code: 'CREDENTIALS_INVALID',
      challenge,
    });

    expect(fieldOf(await refuse([wrong, basic()]))).toBe(`${BASIC}, ${challenge}`);
  });

  test('that is the same for wrong and for missing Basic credentials', async () => {
    const wrong = basicAuthorization('twilio', 'wrong');

    expect(fieldOf(await refuse([bearer, basic()], wrong))).toBe(
      fieldOf(await refuse([bearer, basic()])),
    );
  });

  test('that a client parses into the same challenges, for any realms', async () => {
    const printable = fc.string({ unit: 'grapheme-ascii' });
    const hostile = fc.constantFrom(
      '"',
      '\\',
      ', ',
      'Basic realm="x"',
      ', Basic realm=',
      '", x="',
      '=',
    );
    const realm = fc
      .array(fc.oneof(printable, hostile), { minLength: 1, maxLength: 6 })
      .map((parts) => parts.join('').slice(0, 128))
      .filter((text) => text !== '');

    await fc.assert(
      fc.asyncProperty(realm, realm, realm, fc.nat(2), async (one, two, three, position) => {
        const schemes = [schemeNamed('Bearer', two), schemeNamed('ApiKey', three)];
        schemes.splice(position, 0, basic({ realm: one }));

        const challenges = parseChallenges(`${fieldOf(await refuse(schemes))}`);

        expect(challenges).toEqual([
          { scheme: 'basic', params: { realm: one, charset: 'UTF-8' } },
          { scheme: 'bearer', params: { realm: two, hint: 'a, b' } },
          { scheme: 'apikey', params: { realm: three, hint: 'a, b' } },
        ]);
      }),
    );
  });
});

describe('challenge: false', () => {
  const challenge = 'Bearer realm="x", error="insufficient_scope"';

  test.each<[number, string, Outcome, object]>([
    [
      400,
      'Bad Request',
      { status: 'refused', code: 'REQUEST_INVALID', httpStatus: 400, challenge },
      {},
    ],
    [401, 'Unauthorized', ABSENT, {}],
    [401, 'Unauthorized', { status: 'refused', code: 'CREDENTIALS_INVALID', challenge }, {}],
    [
      403,
      'Forbidden',
      { status: 'refused', code: 'SCOPE_INSUFFICIENT', httpStatus: 403, challenge },
      {},
    ],
    [
      429,
      'Too Many Requests',
      { status: 'refused', code: 'THROTTLED', retryAfterSeconds: 5 },
      { 'Retry-After': '5' },
    ],
  ])('answers %d %s without a challenge for %j', async (status, body, outcome, fields) => {
    const schemes = [schemeNamed('Bearer', 'x', outcome), basic()];

    const answer = await refuse({ schemes, challenge: false });

    expect(answer).toMatchObject({ status, body });
    expect(answer.headers).toEqual({
      'Set-Cookie': [],
      'Content-Type': 'text/plain; charset=utf-8',
      'Cache-Control': 'no-store',
      ...fields,
    });
  });

  test('answers 401 to wrong Basic credentials and accepts the right ones', async () => {
    const policy = { schemes: basic(), challenge: false };

    const wrong = await refuse(policy, basicAuthorization('twilio', 'wrong'));
    const right = await refuse(policy, basicAuthorization('twilio', 'ahoy!'));

    expect({ status: wrong.status, field: fieldOf(wrong) }).toEqual({ status: 401 });
    expect(right.payload).toBe('in');
  });

  test('answers 403 from authorize without a challenge', async () => {
    const policy = { schemes: basic(), challenge: false, authorize: { scopes: ['read'] } };

    const answer = await refuse(policy, basicAuthorization('twilio', 'ahoy!'));

    expect({ status: answer.status, field: fieldOf(answer) }).toEqual({ status: 403 });
  });

  test.each([['no'], [0], [null]])('fails when the file loads if it is %j instead', (given) => {
    const policy = { schemes: basic(), challenge: given } as never as PolicyOptions;

    expect(() => withAuth(policy, () => 'in')).toThrow(
      new TypeError('withAuth: challenge must be true or false.'),
    );
  });

  test('is not the default: true changes nothing', async () => {
    expect(fieldOf(await refuse({ schemes: basic(), challenge: true }))).toBe(BASIC);
  });
});
