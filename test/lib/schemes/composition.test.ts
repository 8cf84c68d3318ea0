import '../../support/jest/built-assets';
import { createHash, createHmac } from 'node:crypto';
import fc from 'fast-check';
import {
  apiKey,
  basic,
  bearer,
  type Scheme,
  twilioSignature,
  withAuth,
} from '../../../assets/auth.private';
import { basicAuthorization, invoke } from '../../support/guard/invoke';
import { hs256, RULES, SECRET } from '../../support/guard/jwt';
import { NO_THROTTLE } from '../../support/guard/no-throttle';

// In a policy of several schemes, the first scheme that finds its own credentials decides.

const AUTH_TOKEN = '0123456789abcdef0123456789abcdef';
const TOKEN = 'a-token-of-another-format-0123456789';
const VARIABLES = { DOMAIN_NAME: 'service.example', PATH: '/test', AUTH_TOKEN };

type Fields = Readonly<Record<string, unknown>>;

/** A scheme, with headers that it accepts and headers that it refuses. */
interface Way {
  readonly name: string;
  readonly make: () => Scheme;
  readonly username: string;
  readonly challenge: string | undefined;
  readonly valid: Fields;
  readonly wrong: Fields;
}

const hashed = `ci:${createHash('sha256').update(TOKEN).digest('base64url')}`;
const signature = createHmac('sha1', AUTH_TOKEN)
  .update('https://service.example/testBodyahoy')
  .digest('base64');
const jwt = hs256({ sub: 'grace' });

const WAYS: readonly Way[] = [
  {
    name: 'basic',
    make: () => basic({ credentials: 'ada:password 1', variables: false, throttle: NO_THROTTLE }),
    username: 'ada',
    challenge: 'Basic realm="Authentication Required", charset="UTF-8"',
    valid: { authorization: basicAuthorization('ada', 'password 1') },
    wrong: { authorization: basicAuthorization('ada', 'password 2') },
  },
  {
    name: 'bearer with tokens',
    make: () => bearer({ tokens: hashed, variables: false }),
    username: 'ci',
    challenge: 'Bearer realm="Authentication Required"',
    valid: { authorization: `Bearer ${TOKEN}` },
    wrong: { authorization: `Bearer ${TOKEN}1` },
  },
  {
    name: 'bearer with JWTs',
    make: () => bearer({ jwt: { ...RULES, secret: SECRET, algorithms: ['HS256'] } }),
    username: 'grace',
    challenge: 'Bearer realm="Authentication Required"',
    valid: { authorization: `Bearer ${jwt}` },
    wrong: { authorization: `Bearer ${jwt.slice(0, -2)}AA` },
  },
  {
    name: 'apiKey',
    make: () => apiKey({ tokens: hashed, variables: false }),
    username: 'ci',
    challenge: 'ApiKey realm="Authentication Required", header="x-api-key"',
    valid: { 'x-api-key': TOKEN },
    wrong: { 'x-api-key': `${TOKEN}1` },
  },
  {
    name: 'twilioSignature',
    make: () => twilioSignature(),
    username: 'twilio',
    challenge: undefined,
    valid: { 'x-twilio-signature': signature },
    wrong: {
      'x-twilio-signature': signature.replace(/^./, (first) => (first === 'A' ? 'B' : 'A')),
    },
  },
];

const pairs = WAYS.flatMap((first) =>
  WAYS.filter((second) => second.make().name !== first.make().name).map(
    (second) => [`${first.name}, then ${second.name}`, first, second] as const,
  ),
);

/** Calls a Function behind these schemes with these headers. The body of the answer names the caller. */
function call(schemes: readonly Scheme[], fields: Fields) {
  const handler = withAuth({ schemes, onDecision: () => undefined }, ({ auth }) => auth.username);
  const headers = { 'content-type': 'application/x-www-form-urlencoded', ...fields };
  return invoke(handler, { variables: VARIABLES, event: { request: { headers }, Body: 'ahoy' } });
}

describe.each(pairs)('%s', (_name, first, second) => {
  const schemes = () => [first.make(), second.make()];

  test('accepts a caller with valid credentials for either scheme', async () => {
    expect((await call(schemes(), first.valid)).body).toBe(first.username);
    expect((await call(schemes(), second.valid)).body).toBe(second.username);
  });

  test('refuses a caller with invalid credentials for either scheme', async () => {
    expect((await call(schemes(), first.wrong)).status).toBe(401);
    expect((await call(schemes(), second.wrong)).status).toBe(401);
  });

  test('answers a request without credentials with all challenges in one header, Basic first', async () => {
    const { status, headers } = await call(schemes(), {});
    const challenges = [first.challenge, second.challenge].filter((one) => one !== undefined);
    const isBasic = (one: string) => Number(one.startsWith('Basic '));

    expect(status).toBe(401);
    expect(headers['WWW-Authenticate']).toBe(
      challenges.sort((one, other) => isBasic(other) - isBasic(one)).join(', '),
    );
  });
});

const apart = pairs.filter(
  ([, first, second]) => Object.keys(first.valid)[0] !== Object.keys(second.valid)[0],
);

test.each(apart)(
  '%s: the first scheme decides if both are presented',
  async (_name, first, second) => {
    const schemes = [first.make(), second.make()];

    const both = await call(schemes, { ...first.valid, ...second.valid });
    const wrongFirst = await call(schemes, { ...first.wrong, ...second.valid });
    const wrongSecond = await call(schemes, { ...first.valid, ...second.wrong });

    expect(both.body).toBe(first.username);
    expect(wrongFirst.status).toBe(401);
    expect(wrongSecond.body).toBe(first.username);
  },
);

test('no set of headers is accepted unless a single scheme of the policy accepts it', async () => {
  const values = WAYS.flatMap(({ valid, wrong }) => [valid, wrong]).flatMap(Object.values);
  const value = fc.oneof(
    fc.constantFrom(...values),
    fc.constantFrom('', ' ', 'Basic', 'Bearer', 'Bearer ', null, 0, {}),
    fc.array(fc.constantFrom(...values), { maxLength: 3 }),
    fc.tuple(fc.constantFrom(...values), fc.constantFrom(...values)).map((two) => two.join(', ')),
    fc.string(),
  );
  const fields = fc.dictionary(
    fc.constantFrom('authorization', 'Authorization', 'x-api-key', 'x-twilio-signature', 'cookie'),
    value,
  );
  await fc.assert(
    fc.asyncProperty(
      fc.shuffledSubarray([...WAYS], { minLength: 1 }),
      fields,
      async (ways, given) => {
        const schemes = withoutRepeats(ways.map(({ make }) => make()));
        const together = await call(schemes, given);
        const alone = await Promise.all(schemes.map((scheme) => call([scheme], given)));

        expect([200, 400, 401, 403]).toContain(together.status);
        if (together.status !== 200) return;
        const accepted = alone.filter(({ status }) => status === 200).map(({ body }) => body);
        expect(accepted).toContain(together.body);
      },
    ),
    { numRuns: 1_000 },
  );
});

// A policy cannot have two schemes of one name.
function withoutRepeats(schemes: readonly Scheme[]): readonly Scheme[] {
  return schemes.filter(
    ({ name }, index) => schemes.findIndex((other) => other.name === name) === index,
  );
}
