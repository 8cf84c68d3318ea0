import { createHash } from 'node:crypto';
import {
  CARRIERS,
  callWith,
  FOREIGN,
  hashOf,
  ID,
  lineOf,
  TOKEN,
  tokenOutcomeOf,
} from '../../support/guard/tokens';

const tokens = (...lines: readonly string[]) => ({ BEARER_TOKENS: lines.join('\n') });
const sha256sum = (token: string) => createHash('sha256').update(token).digest('hex');

describe.each(CARRIERS)('$scheme', (carrier) => {
  const { scheme } = carrier;
  const outcome = (token: string, variables: object, PATH: unknown = '/test') =>
    tokenOutcomeOf(carrier, token, { variables, PATH });
  const accepted = (username: string) => ({ status: 'accepted', principal: { scheme, username } });

  test.each([
    ['a token of this library', TOKEN, lineOf('ada', TOKEN)],
    ['a token from another program', FOREIGN, lineOf('ada', FOREIGN)],
    ['a hash as sha256sum prints it', FOREIGN, `ada:${sha256sum(FOREIGN)}`],
    ['a hash in upper-case digits', FOREIGN, `ada:${sha256sum(FOREIGN).toUpperCase()}`],
    ['a space after the colon and at the end', TOKEN, `ada: ${hashOf(TOKEN)}  `],
    ['lines that end as on Windows', TOKEN, `# ours\r\n\r\n${lineOf('ada', TOKEN)}\r\n`],
  ])('a token is accepted with %s', (_what, token, line) => {
    expect(outcome(token, tokens(line))).toEqual(accepted('ada'));
  });

  test('the principal has the id and the scopes of the line, and is frozen', () => {
    const line = `so\u0308ren:${ID}.${hashOf(TOKEN)} scopes=read,write`;

    const found = outcome(TOKEN, tokens(line));

    expect(found).toEqual({
      status: 'accepted',
      principal: {
        scheme,
        username: 's\u00f6ren',
        credentialId: ID,
        scopes: ['read', 'write'],
      },
    });
    const principal = found.status === 'accepted' ? found.principal : undefined;
    expect([principal, principal?.scopes].map(Object.isFrozen)).toEqual([true, true]);
  });

  test('a header of 8,192 characters is parsed, and a longer one is not', () => {
    const prefix = `${Object.values(carrier.headers(''))[0]}`;
    const [longest, longer] = [8192, 8193].map((size) => 'a'.repeat(size - prefix.length));
    const variables = tokens(lineOf('ada', `${longest}`), lineOf('bob', `${longer}`));

    expect(outcome(`${longest}`, variables)).toEqual(accepted('ada'));
    expect(outcome(`${longer}`, variables)).toMatchObject({ code: 'CREDENTIALS_MALFORMED' });
  });

  test('the hash is not a token', () => {
    for (const hash of [hashOf(TOKEN), sha256sum(TOKEN)]) {
      expect(outcome(hash, tokens(lineOf('ada', TOKEN)))).toMatchObject({
        code: 'CREDENTIALS_INVALID',
      });
    }
  });

  test('several tokens of one name are valid until their lines are removed', () => {
    const configured = carrier.create();
    const ask = (token: string, BEARER_TOKENS: string) => {
      const authenticator = configured.configure({ BEARER_TOKENS });
      if ('problems' in authenticator) throw new Error(authenticator.problems.join());
      return authenticator.authenticate({ request: { headers: carrier.headers(token) } }, {});
    };
    const both = `${lineOf('ada', 'old')}\n${lineOf('ada', 'new')}`;

    expect(ask('old', both)).toEqual(accepted('ada'));
    expect(ask('new', both)).toEqual(accepted('ada'));
    expect(ask('old', lineOf('ada', 'new'))).toMatchObject({ code: 'CREDENTIALS_INVALID' });
    expect(ask('new', lineOf('ada', 'new'))).toEqual(accepted('ada'));
  });

  test('the log distinguishes a typing error from an unknown token, and the response does not', async () => {
    const variables = tokens(lineOf('ada', TOKEN));
    const mistyped = `${TOKEN.slice(0, -1)}${TOKEN.endsWith('0') ? '1' : '0'}`;

    expect(outcome(mistyped, variables)).toMatchObject({ code: 'CREDENTIALS_MALFORMED' });
    expect(outcome('unknown', variables)).toMatchObject({ code: 'CREDENTIALS_INVALID' });
    const [one, other] = [
      await callWith(carrier, mistyped, variables),
      await callWith(carrier, 'unknown', variables),
    ];
    expect(one.status).toBe(401);
    expect({ ...one, payload: null }).toEqual({ ...other, payload: null });
  });

  describe('expires', () => {
    const at = (time: string) => jest.useFakeTimers({ now: Date.parse(time) });
    afterEach(() => jest.useRealTimers());
    const status = (expires: string) =>
      outcome(TOKEN, tokens(lineOf('ada', TOKEN, ` expires=${expires}`)));
    const over = { status: 'refused', code: 'CREDENTIALS_EXPIRED', username: 'ada' };

    test.each([
      ['2027-01-31', '2027-01-31T23:59:59.999Z', '2027-02-01T00:00:00.000Z'],
      ['2028-02-29', '2028-02-29T23:59:59.999Z', '2028-03-01T00:00:00.000Z'],
      ['2027-01-31T12:00:00Z', '2027-01-31T11:59:59.999Z', '2027-01-31T12:00:00.000Z'],
      ['2027-01-31T12:00:00.250Z', '2027-01-31T12:00:00.249Z', '2027-01-31T12:00:00.250Z'],
    ])('%s has not passed at %s and has passed at %s', (expires, before, after) => {
      at(before);
      expect(status(expires)).toEqual(accepted('ada'));
      at(after);
      expect(status(expires)).toMatchObject(over);
    });

    test('a token that expires while the process runs is refused from then on', () => {
      at('2027-01-31T23:59:59Z');
      const variables = tokens(lineOf('ada', TOKEN, ' expires=2027-01-31'));
      const authenticator = carrier.create().configure(variables);
      const ask = () =>
        'problems' in authenticator
          ? undefined
          : authenticator.authenticate({ request: { headers: carrier.headers(TOKEN) } }, {});

      expect(ask()).toEqual(accepted('ada'));
      jest.setSystemTime(Date.parse('2027-02-01T00:00:00Z'));
      expect(ask()).toMatchObject(over);
    });

    test('an expired line is a warning that names it, and the other lines are valid', () => {
      const variables = tokens(
        '# one',
        lineOf('old', 'old', ' expires=2020-01-01'),
        lineOf('ada', TOKEN),
      );
      const authenticator = carrier.create().configure(variables);

      expect(authenticator).toMatchObject({
        warnings: ['line 2 of BEARER_TOKENS has expired'],
      });
      expect(outcome(TOKEN, variables)).toEqual(accepted('ada'));
    });

    test('an expired token answers 401', async () => {
      const variables = tokens(lineOf('ada', TOKEN, ' expires=2020-01-01'));

      expect((await callWith(carrier, TOKEN, variables)).status).toBe(401);
    });
  });

  describe('paths', () => {
    const limited = tokens(lineOf('ada', TOKEN, ' paths=/status,/hooks/*,/a.b/c-d_e~'));
    const elsewhere = { status: 'refused', code: 'SCOPE_INSUFFICIENT', username: 'ada' };

    test.each(['/status', '/hooks/sms', '/hooks/sms/in', '/hooks/a..b', '/a.b/c-d_e~'])(
      '%s is within the paths',
      (PATH) => {
        expect(outcome(TOKEN, limited, PATH)).toEqual(accepted('ada'));
      },
    );

    test.each([
      ['/'],
      ['/status/'],
      ['/statusx'],
      ['/status/x'],
      ['/Status'],
      ['status'],
      ['/%73tatus'],
      ['/status?a=b'],
      ['/hooks'],
      ['/hooks/'],
      ['/hookshop/sms'],
      ['/HOOKS/sms'],
      ['/x/hooks/sms'],
      ['/hooks//sms'],
      ['/hooks/../admin'],
      ['/hooks/..'],
      ['/hooks/./sms'],
      ['/hooks/%2e%2e/admin'],
      ['/hooks/..%2fadmin'],
      ['/hooks/..\\admin'],
      ['/hooks/sms\n'],
      ['/aXb/c-d_e~'],
      ['/hooks/*'],
      [''],
      [undefined],
      [null],
      [['/status']],
      [{ path: '/status' }],
    ])('%j is not within the paths', (PATH) => {
      expect(tokenOutcomeOf(carrier, TOKEN, { variables: limited, PATH })).toMatchObject(elsewhere);
    });

    test('/* is every path below the root', () => {
      const everywhere = tokens(lineOf('ada', TOKEN, ' paths=/*'));

      expect(outcome(TOKEN, everywhere, '/a/b')).toEqual(accepted('ada'));
      expect(outcome(TOKEN, everywhere, '/')).toMatchObject(elsewhere);
    });

    test('other paths answer 403, because other credentials would not help there', async () => {
      const variables = { ...limited, PATH: '/admin' };

      expect((await callWith(carrier, TOKEN, variables)).status).toBe(403);
    });

    test('an expired token is refused as expired on every path', () => {
      const line = lineOf('ada', TOKEN, ' paths=/other expires=2020-01-01');

      expect(outcome(TOKEN, tokens(line))).toMatchObject({ code: 'CREDENTIALS_EXPIRED' });
    });
  });

  test('the doctor gets the accepted callers without hashes', () => {
    const line = `ada:${ID}.${hashOf(TOKEN)} expires=2999-01-31 paths=/status scopes=read`;
    const authenticator = carrier.create().configure(tokens(line, lineOf('bob', FOREIGN)));

    const kept = { format: 'sha256', peppered: false, source: 'BEARER_TOKENS' };
    expect(authenticator).toMatchObject({
      accepts: [
        {
          username: 'ada',
          credentialId: ID,
          expires: '2999-01-31',
          paths: ['/status'],
          scopes: ['read'],
          ...kept,
        },
        { username: 'bob', ...kept },
      ],
    });
    expect(JSON.stringify(authenticator)).not.toContain(hashOf(TOKEN));
  });
});
