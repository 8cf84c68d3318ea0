import { apiKey, bearer, withAuth } from '../../../assets/auth.private';
import { invoke } from '../../support/guard/invoke';
import { lineOf } from '../../support/guard/tokens';
import vectors from '../../vectors/bearer.json';

interface Vector {
  readonly source: string;
  readonly name: string;
  readonly headerValue: string | null;
  /** The token in the field, if any. */
  readonly expected: string | null;
  readonly status: number;
  /** The tokens that count. */
  readonly keys?: readonly string[];
  /** In place of `Bearer`. */
  readonly prefix?: string;
  /** In place of Authorization. */
  readonly header?: string;
  readonly body?: Readonly<Record<string, string>>;
}

// Where implementations differ, RFC 9110 decides: another scheme's credentials are none of Bearer's, so
// they are absent, also where the scheme is a misspelt one. There is one scheme, and no option for others.
const DECIDED: Readonly<Record<string, Partial<Vector>>> = {
  'misspelt scheme': { status: 401 },
  'prefix with regex metacharacters': { status: 401 },
};

const cases = (vectors as readonly Vector[]).map((vector) => ({
  ...vector,
  ...DECIDED[vector.name],
}));

/** A token without a scheme in front of it, in a field of its own, is what apiKey() is for. */
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
