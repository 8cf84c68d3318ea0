import {
  basic,
  memoryReplayStore,
  type Policy,
  twilioSignature,
  withAuth,
} from '../../../assets/auth.private';
import { basicAuthorization, invoke } from '../../support/guard/invoke';
import { CONTEXT, MESSAGE, signedEvent } from '../../support/guard/signed-webhook';

const variables = { ...CONTEXT, USERNAME: 'twilio', PASSWORD: 'ahoy there!' };
const authorization = basicAuthorization('twilio', 'ahoy there!');
const CHALLENGE = 'Basic realm="Authentication Required", charset="UTF-8"';
const whoami = (policy: Policy) => withAuth(policy, (context) => context.auth?.scheme);

const CHANGED = signedEvent({ params: { ...MESSAGE, Body: 'changed' } });
const GET = signedEvent({ headers: { 'content-type': undefined } });
const UNSIGNED = { request: { headers: {} }, ...MESSAGE };

describe('alone', () => {
  const handler = whoami(twilioSignature());

  test('accepts Twilio and identifies it', async () => {
    const guarded = withAuth(twilioSignature(), ({ auth }) => auth);

    const { body } = await invoke(guarded, { variables, event: signedEvent() });

    expect(body).toEqual({ scheme: 'twilio_signature', username: 'twilio' });
    expect(Object.isFrozen(body)).toBe(true);
  });

  test.each([
    ['no signature', UNSIGNED],
    ['a wrong signature', CHANGED],
    ['a signature that cannot be checked', GET],
  ])('the scheme answers %s with 403, because it has no challenge', async (_what, event) => {
    const answer = await invoke(handler, { variables, event });

    expect(answer).toMatchObject({ status: 403, body: 'Forbidden' });
    expect(answer.headers).not.toHaveProperty('WWW-Authenticate');
  });
});

describe('after basic()', () => {
  const handler = whoami([basic(), twilioSignature()]);

  test('a valid signature is accepted without credentials', async () => {
    expect((await invoke(handler, { variables, event: signedEvent() })).body).toBe(
      'twilio_signature',
    );
  });

  test.each([
    ['no signature', variables, UNSIGNED],
    ['a wrong signature', variables, CHANGED],
    ['a signature that cannot be checked', variables, GET],
    ['no auth token', { ...variables, AUTH_TOKEN: undefined }, signedEvent()],
    ['no public URL', { ...variables, DOMAIN_NAME: undefined }, signedEvent()],
  ])(
    'a caller with %s is challenged and accepted with credentials',
    async (_what, given, event) => {
      const first = await invoke(handler, { variables: given, event });
      const { request, ...params } = event as unknown as { request: { headers: object } };
      const headers = { ...request.headers, authorization };
      const second = await invoke(handler, {
        variables: given,
        event: { request: { headers }, ...params },
      });

      expect(first).toMatchObject({ status: 401, body: 'Unauthorized' });
      expect(first.headers['WWW-Authenticate']).toBe(CHALLENGE);
      expect(second.body).toBe('basic');
    },
  );

  test('wrong credentials are refused with any signature', async () => {
    const event = signedEvent({ headers: { authorization: `${authorization}x` } });

    expect((await invoke(handler, { variables, event })).status).toBe(401);
  });

  test('a repeated request gets no challenge', async () => {
    const replay = memoryReplayStore();
    const once = whoami([basic(), twilioSignature({ replay })]);
    await invoke(once, { variables, event: signedEvent() });

    const answer = await invoke(once, { variables, event: signedEvent() });

    expect(answer.status).toBe(403);
    expect(answer.headers).not.toHaveProperty('WWW-Authenticate');
  });

  test('a report-only policy passes a wrong signature through and logs it', async () => {
    const codes: string[] = [];
    const reporting = withAuth(
      { schemes: twilioSignature(), enforce: false, onDecision: ({ code }) => codes.push(code) },
      ({ auth }) => `${auth}`,
    );

    expect((await invoke(reporting, { variables, event: CHANGED })).body).toBe('undefined');
    expect(codes).toEqual(['CREDENTIALS_INVALID']);
  });
});

test('an optional policy passes callers without a signature through and refuses wrong signatures', async () => {
  const handler = withAuth({ schemes: twilioSignature(), optional: true }, () => 'in');
  const call = async (event: unknown) => (await invoke(handler, { variables, event })).status;

  expect([await call(UNSIGNED), await call(CHANGED)]).toEqual([200, 403]);
});

test('no event of any shape makes the guard throw', async () => {
  const headers = signedEvent()['request'];
  const hostile: unknown[] = [
    { request: headers, a: Object.create(null) },
    { request: headers, a: { toString: () => 'x' } },
    Object.assign(['a'], { request: headers }),
    { request: headers, length: '1', constructor: 'a', hasOwnProperty: 'b' },
  ];
  const error = jest.spyOn(console, 'error');

  for (const event of hostile) {
    expect(await invoke(whoami(twilioSignature()), { variables, event })).toMatchObject({
      status: 403,
    });
  }
  expect(error).not.toHaveBeenCalled();
});

test('without the signature check of the runtime, every caller is refused', async () => {
  const error = jest.spyOn(console, 'error').mockImplementation(() => undefined);
  const broken = jest.spyOn(Twilio, 'validateRequest').mockImplementation(() => {
    throw new Error('not there');
  });

  const answer = await invoke(whoami(twilioSignature()), { variables, event: signedEvent() });
  broken.mockRestore();

  expect(answer.status).toBe(403);
  expect(error.mock.calls.join()).toContain('the scheme twilio_signature failed');
});
