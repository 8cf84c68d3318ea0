import { basic, withAuth } from '../../../assets/auth.private';
import { invoke } from '../../support/guard/invoke';
import { parseChallenges } from '../../support/guard/parse-challenges';
import vectors from '../../vectors/challenge.json';

interface Vector {
  readonly source: string;
  readonly name: string;
  readonly headerValue?: string;
  readonly challenges?: readonly {
    readonly scheme: string;
    readonly realm?: string;
    readonly params?: Readonly<Record<string, string>>;
  }[];
  readonly config?: { readonly realm?: string };
}

const read = vectors as readonly Vector[];
const parsed = read.flatMap(({ headerValue, challenges, ...rest }) =>
  headerValue !== undefined && challenges !== undefined
    ? [{ ...rest, headerValue, challenges }]
    : [],
);
const emitted = read.flatMap(({ config, ...rest }) => (config ? [{ ...rest, config }] : []));

async function challengeFor(realm: string | undefined): Promise<string> {
  const handler = withAuth(basic(realm === undefined ? {} : { realm }), () => 'in');
  const { headers } = await invoke(handler);
  return headers['WWW-Authenticate'] as string;
}

describe('the challenge parser of these tests parses as clients do', () => {
  test.each(parsed)('$source: $name', ({ headerValue, challenges }) => {
    const found = parseChallenges(headerValue);

    expect(found.map(({ scheme }) => scheme)).toEqual(challenges.map(({ scheme }) => scheme));
    for (const [index, { realm, params }] of challenges.entries()) {
      if (params !== undefined) expect(found[index]?.params).toEqual(params);
      if (realm !== undefined) expect(found[index]?.params['realm']).toBe(realm);
    }
  });
});

describe('a client parses the configured realm from the challenge', () => {
  const realms = parsed
    .flatMap(({ challenges }) => challenges.map(({ realm, params }) => realm ?? params?.['realm']))
    .filter((realm): realm is string => realm !== undefined && /^[ -~]+$/.test(realm));
  const hard = [
    'a"b',
    'a\\b',
    '\\"',
    '"',
    'Basic realm="x", Newauth',
    "it's, here",
    ' ',
    'x'.repeat(128),
  ];

  test.each([...realms, ...hard])('%s', async (realm) => {
    const challenge = await challengeFor(realm);

    expect(parseChallenges(challenge)).toEqual([
      { scheme: 'basic', params: { realm, charset: 'UTF-8' } },
    ]);
  });
});

describe('the challenge always has a realm and the charset', () => {
  test.each(emitted)('$source: $name', async ({ config: { realm } }) => {
    const quoted = (realm ?? 'Authentication Required').replace(/["\\]/g, '\\$&');

    expect(await challengeFor(realm)).toBe(`Basic realm="${quoted}", charset="UTF-8"`);
  });
});

test('a realm with a non-ASCII letter is a configuration error, because clients disagree on it', async () => {
  jest.spyOn(console, 'error').mockImplementation(() => undefined);
  const handler = withAuth(basic({ realm: 'foo-\u00e5' }), () => 'in');

  const answer = await invoke(handler);

  expect(answer.status).toBe(500);
});

test('BASIC_AUTH_REALM sets the realm, and the option overrides it', async () => {
  const variables = { USERNAME: 'twilio', PASSWORD: 'ahoy!', BASIC_AUTH_REALM: 'Variable' };

  const fromVariable = await invoke(
    withAuth(basic(), () => 'in'),
    { variables },
  );
  const fromOption = await invoke(
    withAuth(basic({ realm: 'Option' }), () => 'in'),
    { variables },
  );

  expect(fromVariable.headers['WWW-Authenticate']).toContain('realm="Variable"');
  expect(fromOption.headers['WWW-Authenticate']).toContain('realm="Option"');
});
