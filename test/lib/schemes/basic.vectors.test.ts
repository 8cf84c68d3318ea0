import { basic, withAuth } from '../../../assets/auth.private';
import { invoke } from '../../support/guard/invoke';
import { RELAXED } from '../../support/guard/no-throttle';
import vectors from '../../vectors/basic.json';

interface Pair {
  readonly user: string;
  readonly pass: string;
}

interface Vector {
  readonly source: string;
  readonly name: string;
  readonly headerValue: string | readonly string[] | null;
  readonly expected: Pair | null;
  readonly users?: Readonly<Record<string, string>>;
  readonly status?: number;
}

// If implementations differ, the design decides. C1 controls are allowed, because RFC 7617 forbids only U+0000
// to U+001F and U+007F. Both sides are compared in normalization form C. No option accepts a caller without
// credentials.
const DECIDED: Readonly<Record<string, Partial<Vector>>> = {
  'C1 control U+0085 in UTF-8': { expected: { user: 'john', pass: '\u0085doe' } },
  "NFC against NFD: not equal without normalisation: 'caf\u00e9' configured, 'cafe\u0301' sent": {
    status: 200,
  },
  'allow_missing: no header passes through': { status: 401 },
};

const cases = (vectors as readonly Vector[]).map((vector) => ({
  ...vector,
  ...DECIDED[vector.name],
}));
const authorizationOf = ({ headerValue }: Vector) => headerValue ?? undefined;
const isComplete = ({ user, pass }: Pair) => user !== '' && pass !== '';

test('every decision names a vector', () => {
  const names = cases.map(({ name }) => name);
  expect(names).toEqual(expect.arrayContaining(Object.keys(DECIDED)));
});

describe('credentials of the grammar are accepted if they are configured', () => {
  const pairs = cases.flatMap((vector) =>
    vector.expected !== null && isComplete(vector.expected)
      ? [{ ...vector, expected: vector.expected }]
      : [],
  );

  test.each(pairs)('$source: $name', async (vector) => {
    const { user, pass } = vector.expected;
    const handler = withAuth(
      basic({ credentials: { username: user, password: pass }, ...RELAXED }),
      (context) => context.auth.username,
    );

    const answer = await invoke(handler, { authorization: authorizationOf(vector) });

    expect(answer).toMatchObject({ status: 200, body: user.normalize('NFC') });
  });
});

describe('credentials of the grammar are refused if others are configured', () => {
  const handler = withAuth(basic({ credentials: 'nobody:knows this', ...RELAXED }), () => 'in');

  test.each(cases)('$source: $name', async (vector) => {
    const answer = await invoke(handler, { authorization: authorizationOf(vector) });

    expect(answer).toMatchObject({ status: 401, body: 'Unauthorized' });
  });
});

describe('a header value outside RFC 7617 is refused with any configuration', () => {
  const malformed = cases.filter(({ expected }) => expected === null);
  const everyPair = new Map(
    cases.flatMap(({ expected }) => (expected !== null ? [[expected.user, expected.pass]] : [])),
  );
  const credentials = [...everyPair]
    .filter(([user, pass]) => isComplete({ user, pass } as Pair))
    .map(
      ([username, password]) => ({ username, password }) as { username: string; password: string },
    );
  const handler = withAuth(basic({ credentials, ...RELAXED }), () => 'in');

  test.each(malformed)('$source: $name', async (vector) => {
    const answer = await invoke(handler, { authorization: authorizationOf(vector) });

    expect(answer.status).toBe(401);
  });
});

describe('a vector with users accepts exactly the users that it lists', () => {
  const withUsers = cases.filter(({ users }) => users !== undefined);

  test.each(withUsers)('$source: $name', async (vector) => {
    const credentials = Object.entries(vector.users ?? {}).map(([username, password]) => ({
      username,
      password,
    }));
    const handler = withAuth(basic({ credentials, ...RELAXED }), () => 'in');

    const answer = await invoke(handler, { authorization: authorizationOf(vector) });

    expect(answer.status).toBe(vector.status === 200 ? 200 : 401);
  });
});
