import { apiKey, bearer, withAuth } from '../../../assets/auth.private';
import { invoke } from '../../support/guard/invoke';
import { lineOf } from '../../support/guard/tokens';
import vectors from '../../vectors/bearer.json';

interface Vector {
  readonly source: string;
  readonly name: string;
  readonly headerValue: string | null;
  /** The token in the header, if any. */
  readonly expected: string | null;
  readonly status: number;
  /** The configured tokens. */
  readonly keys?: readonly string[];
  /** Replaces `Bearer`. */
  readonly prefix?: string;
  /** Replaces Authorization. */
  readonly header?: string;
  readonly body?: Readonly<Record<string, string>>;
}

// If implementations differ, RFC 9110 decides. Credentials of another scheme, even a misspelled one, are not
// Bearer credentials, so they are absent. There is one scheme and no option for others.
const DECIDED: Readonly<Record<string, Partial<Vector>>> = {
  'misspelt scheme': { status: 401 },
  'prefix with regex metacharacters': { status: 401 },
};

const cases = (vectors as readonly Vector[]).map((vector) => ({
  ...vector,
  ...DECIDED[vector.name],
}));

/** Vectors with a token without a scheme in its own header, which is the format of apiKey(). */
const schemeOf = ({ header, prefix }: Vector) =>
  header !== undefined && prefix === '' ? apiKey({ header }) : bearer();

function call(vector: Vector, keys: readonly string[]) {
  const { header = 'authorization', headerValue, body } = vector;
  const headers = headerValue === null ? {} : { [header.toLowerCase()]: headerValue };
  const variables = { BEARER_TOKENS: keys.map((key) => lineOf('client', key)).join('\n') };
  const handler = withAuth(schemeOf(vector), (context) => context.auth.username);
  return invoke(handler, { variables, event: { ...body, request: { headers } } });
}

test('every decision names a vector', () => {
  const names = cases.map(({ name }) => name);
  expect(names).toEqual(expect.arrayContaining(Object.keys(DECIDED)));
});

test.each(cases)('$source: $name', async (vector) => {
  const { status, keys = ['a', '123456'] } = vector;

  expect((await call(vector, keys)).status).toBe(status);
});

test.each(cases)(
  'the token is refused if another token is configured: $source: $name',
  async (vector) => {
    const answer = await call(vector, ['another']);

    expect(answer.status).toBe(vector.body === undefined ? 401 : 400);
  },
);
