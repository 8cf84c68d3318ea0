import {
  accessOf,
  type Decision,
  type PolicyOptions,
  type Principal,
  type Scheme,
  withAuth,
} from '../../../assets/auth.private';
import { invoke } from '../../support/guard/invoke';

// The policy's `authorize` decides what an identified caller may do.

const BEARER = 'Bearer realm="Staff"';

/** Returns a scheme that accepts every caller as this principal. */
function as(principal: Partial<Principal>, challenge: string = BEARER): Scheme {
  const whole = { scheme: 'test', username: 'ada', ...principal };
  const authenticate = () => ({ status: 'accepted', principal: whole }) as const;
  return { name: 'test', configure: () => ({ challenge, authenticate }) };
}

function guard(schemes: Scheme, options: Omit<PolicyOptions, 'schemes'>) {
  const decisions: Decision[] = [];
  const handler = jest.fn(() => 'in');
  const onDecision = (decision: Decision) => decisions.push(decision);
  return { handler, decisions, guarded: withAuth({ schemes, onDecision, ...options }, handler) };
}

describe('authorize as scopes', () => {
  test.each([
    ['just these', ['read', 'write']],
    ['these and others', ['admin', 'write', 'read']],
  ])('accepts a caller with %s', async (_what, scopes) => {
    const { guarded } = guard(as({ scopes }), { authorize: { scopes: ['read', 'write'] } });

    expect((await invoke(guarded)).body).toBe('in');
  });

  test.each([
    ['one of two', ['read']],
    ['another', ['Read', 'write']],
    ['a longer one', ['reading', 'write']],
    ['no scopes', []],
    ['a principal that does not say', undefined],
  ])('refuses %s with 403', async (_what, scopes) => {
    const principal = scopes === undefined ? {} : { scopes };
    const { guarded, handler, decisions } = guard(as(principal), {
      authorize: { scopes: ['read', 'write'] },
    });

    const answer = await invoke(guarded);

    expect(answer).toMatchObject({ status: 403, body: 'Forbidden' });
    expect(handler).not.toHaveBeenCalled();
    expect(decisions).toEqual([
      expect.objectContaining({ decision: 'block', code: 'FORBIDDEN', username: 'ada' }),
    ]);
  });

  test('names the required scopes in a Bearer challenge (RFC 6750 section 3.1)', async () => {
    const { guarded } = guard(as({}), { authorize: { scopes: ['read', 'write'] } });

    const { headers } = await invoke(guarded);

    expect(headers['WWW-Authenticate']).toBe(
      `${BEARER}, error="insufficient_scope", scope="read write"`,
    );
  });

  test('sends no challenge to other schemes, because other credentials of that type would not help', async () => {
    const basic = as({}, 'Basic realm="Staff", charset="UTF-8"');
    const { guarded } = guard(basic, { authorize: { scopes: ['read'] } });

    expect((await invoke(guarded)).headers).not.toHaveProperty('WWW-Authenticate');
  });

  test('keeps the value that it had when the file was loaded', async () => {
    const scopes = ['read'];
    const { guarded } = guard(as({}), { authorize: { scopes } });
    scopes.pop();

    expect((await invoke(guarded)).status).toBe(403);
  });
});

describe('authorize as a function', () => {
  test('gets the principal, the context and the event', async () => {
    const authorize = jest.fn(() => true);
    const { guarded } = guard(as({ username: 'grace' }), { authorize });
    const event = { request: { headers: {} }, Body: 'ahoy' };

    await invoke(guarded, { event });

    expect(authorize).toHaveBeenCalledWith(
      expect.objectContaining({ username: 'grace' }),
      expect.objectContaining({ PATH: '/test' }),
      event,
    );
  });

  test('may return a promise', async () => {
    const authorize = async () => true;

    expect((await invoke(guard(as({}), { authorize }).guarded)).body).toBe('in');
  });

  test.each([
    ['false', () => false],
    ['a promise of false', async () => false],
    ['undefined', () => undefined],
    ['a number', () => 1],
    ['a text', () => 'true'],
    ['an object', async () => ({ allowed: true })],
  ])('refuses the caller if it returns %s', async (_what, authorize) => {
    const { guarded, handler } = guard(as({}), { authorize: authorize as () => boolean });

    expect((await invoke(guarded)).status).toBe(403);
    expect(handler).not.toHaveBeenCalled();
  });

  test.each([
    [
      'throws',
      () => {
        throw new Error('no database');
      },
    ],
    ['rejects', () => Promise.reject(new Error('no database'))],
  ])('that %s refuses the caller, and its error is logged', async (_what, authorize) => {
    const error = jest.spyOn(console, 'error').mockImplementation(() => undefined);
    const { guarded } = guard(as({}), { authorize });

    expect((await invoke(guarded)).status).toBe(403);
    expect(error).toHaveBeenCalledWith(
      expect.stringContaining('authorize failed'),
      expect.any(Error),
    );
  });

  test('does not run for an unauthenticated caller', async () => {
    const authorize = jest.fn(() => true);
    const nobody: Scheme = {
      name: 'test',
      configure: () => ({ challenge: BEARER, authenticate: () => ({ status: 'absent' }) }),
    };

    expect((await invoke(guard(nobody, { authorize }).guarded)).status).toBe(401);
    expect(authorize).not.toHaveBeenCalled();
  });
});

test('a policy that is not enforced reports the callers that authorize would refuse', async () => {
  const { guarded, decisions } = guard(as({}), { authorize: () => false, enforce: false });

  expect((await invoke(guarded)).body).toBe('in');
  expect(decisions).toEqual([expect.objectContaining({ decision: 'block', code: 'FORBIDDEN' })]);
});

describe('an invalid authorize option fails when the file loads', () => {
  test.each([
    ['nothing required', { scopes: [] }],
    ['one text', { scopes: 'read' }],
    ['two scopes in one', { scopes: ['read write'] }],
    ['a quote', { scopes: ['"'] }],
    ['something else', { role: 'admin' }],
    ['more than scopes', { scopes: ['read'], role: 'admin' }],
    ['null', null],
    ['true', true],
  ])('%s', (_what, authorize) => {
    expect(() => guard(as({}), { authorize: authorize as never })).toThrow(
      new TypeError(
        "withAuth: authorize must be a function, { scopes: [names] }, { role: name } or { account: id }; an account's id is as in ac_4kTz0cB9vXw2LmQe, and a role is one of developer:read-only, developer:read-write, team:read-only, team:invite-only, team:manager, administrator.",
      ),
    );
  });

  test('authorize together with optional', () => {
    expect(() => guard(as({}), { authorize: () => true, optional: true })).toThrow(
      new TypeError(
        'withAuth: optional and authorize must not be combined, as authorize never sees callers without credentials.',
      ),
    );
  });
});

describe('optional', () => {
  const seeing = (outcome: 'absent' | 'refused' | 'accepted'): Scheme => ({
    name: 'test',
    configure: () => ({
      challenge: BEARER,
      authenticate: () =>
        ({ status: outcome, code: 'CREDENTIALS_INVALID', principal: { username: 'ada' } }) as never,
    }),
  });
  const whoami = (outcome: 'absent' | 'refused' | 'accepted') => {
    const decisions: Decision[] = [];
    const onDecision = (decision: Decision) => decisions.push(decision);
    const guarded = withAuth({ schemes: seeing(outcome), optional: true, onDecision }, (context) =>
      context.auth === undefined ? 'anonymous' : context.auth.username,
    );
    return { guarded, decisions };
  };

  test('allows callers without credentials, with an undefined context.auth', async () => {
    const { guarded, decisions } = whoami('absent');

    expect((await invoke(guarded)).body).toBe('anonymous');
    expect(decisions).toEqual([
      expect.objectContaining({ decision: 'allow', code: 'CREDENTIALS_MISSING' }),
    ]);
  });

  test('refuses wrong credentials', async () => {
    expect((await invoke(whoami('refused').guarded)).status).toBe(401);
  });

  test('identifies callers with the right credentials', async () => {
    expect((await invoke(whoami('accepted').guarded)).body).toBe('ada');
  });

  test('allows no caller if the guard is not configured', async () => {
    jest.spyOn(console, 'error').mockImplementation(() => undefined);
    const broken: Scheme = { name: 'test', configure: () => ({ problems: ['one'] }) };

    const answer = await invoke(withAuth({ schemes: broken, optional: true }, () => 'in'));

    expect(answer.status).toBe(500);
  });

  test('ignores an identity in the event or of an earlier request', async () => {
    const variables = { auth: { username: 'mallory' } };

    expect((await invoke(whoami('absent').guarded, { variables })).body).toBe('anonymous');
  });

  test('is visible to a check', () => {
    expect(accessOf(whoami('absent').guarded)).toBe('optional');
  });

  test.each(['optional', 'enforce', 'challenge'])('%s must be true or false', (name) => {
    const policy = { schemes: seeing('absent'), [name]: 'yes' };

    expect(() => withAuth(policy, () => 'in')).toThrow(
      new TypeError(`withAuth: ${name} must be true or false.`),
    );
  });
});

test('a policy whose schemes have no challenge refuses with 403, because a 401 needs a challenge', async () => {
  const silent: Scheme = {
    name: 'test',
    configure: () => ({ authenticate: () => ({ status: 'absent' }) }),
  };

  const answer = await invoke(withAuth(silent, () => 'in'));

  expect(answer).toMatchObject({ status: 403, body: 'Forbidden' });
  expect(answer.headers).not.toHaveProperty('WWW-Authenticate');
});
