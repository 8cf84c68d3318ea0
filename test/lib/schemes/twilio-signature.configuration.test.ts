import {
  memoryReplayStore,
  type TwilioSignatureOptions,
  twilioSignature,
  withAuth,
} from '../../../assets/auth.private';
import { invoke } from '../../support/guard/invoke';

import { CONTEXT, MESSAGE, signedEvent, WEBHOOK } from '../../support/guard/signed-webhook';

const TOKEN = 'a'.repeat(32);

const problemsOf = (options: unknown, variables: object = {}) => {
  const configured = twilioSignature(options as TwilioSignatureOptions).configure({
    ...CONTEXT,
    ...variables,
  });
  return 'problems' in configured ? configured.problems : [];
};

describe('an invalid variable is a problem', () => {
  const url = 'PUBLIC_URL must be an http or https origin, such as https://your-name.ngrok.app';
  const own = 'AUTH_TOKEN must be one token of 32 letters and digits or more';
  const more =
    'TWILIO_AUTH_TOKENS must be tokens of 32 letters and digits or more, separated by spaces';

  test.each<[variables: Record<string, string>, problem: string]>([
    [{ PUBLIC_URL: 'name.ngrok.app' }, url],
    [{ PUBLIC_URL: 'https://name.ngrok.app/path' }, url],
    [{ PUBLIC_URL: 'https://name.ngrok.app//' }, url],
    [{ PUBLIC_URL: 'https://name.ngrok.app?a=b' }, url],
    [{ PUBLIC_URL: 'https://name.ngrok.app#a' }, url],
    [{ PUBLIC_URL: 'https://user:password@name.ngrok.app' }, url],
    [{ PUBLIC_URL: 'https://' }, url],
    [{ PUBLIC_URL: 'https://name:99999' }, url],
    [{ PUBLIC_URL: ' https://name.ngrok.app' }, url],
    [{ PUBLIC_URL: 'ftp://name.ngrok.app' }, url],
    [{ AUTH_TOKEN: 'your_auth_token' }, own],
    [{ AUTH_TOKEN: TOKEN.slice(1) }, own],
    [{ AUTH_TOKEN: `${TOKEN} ${TOKEN}` }, own],
    [{ TWILIO_AUTH_TOKENS: 'changeme' }, more],
    [{ TWILIO_AUTH_TOKENS: `${TOKEN},${TOKEN}` }, more],
    [{ TWILIO_AUTH_TOKENS: `${TOKEN} x` }, more],
  ])('%j', (variables, problem) => {
    expect(problemsOf({}, variables)).toEqual([problem]);
  });
});

describe('an invalid option is a problem', () => {
  const replay = memoryReplayStore();
  const query = 'query must be a query string, such as lang=en&v=2';
  const name = 'query has a name that is not made of letters, digits, "_", "-", "." and "~"';

  test.each<[options: object, problem: string]>([
    [{ qurey: 'a=b' }, 'twilioSignature() has no option "qurey"'],
    [{ query: undefined }, query],
    [{ query: '' }, query],
    [{ query: '?' }, query],
    [{ query: { a: 'b' } }, query],
    [{ query: 'a=b#c' }, query],
    [{ query: 'a=b c' }, query],
    [{ query: "a='" }, query],
    [{ query: 'a=%' }, query],
    [{ query: 'a=%ff' }, query],
    [{ query: 'a=ñ' }, query],
    [{ query: '&' }, name],
    [{ query: '=a' }, name],
    [{ query: '??a=b' }, name],
    [{ query: 'a%5Bb%5D=c' }, name],
    [{ query: 'a=1&b=2&a=1' }, 'query has a name more than once'],
    [{ query: 'request=1' }, 'query cannot have the name "request"'],
    [{ query: 'a=b&bodySHA256=1' }, 'query cannot have the name "bodySHA256"'],
    [{ replay: undefined }, 'replay must have the function claim'],
    [{ replay: null }, 'replay must have the function claim'],
    [{ replay: new Set() }, 'replay must have the function claim'],
    [{ replay, idempotencyToken: 1 }, 'idempotencyToken must be true or false'],
    [{ idempotencyToken: true }, 'idempotencyToken requires replay'],
  ])('%j', (options, problem) => {
    expect(problemsOf(options)).toEqual([problem]);
  });
});

test('all problems are reported at once without values, and every caller is refused', async () => {
  const error = jest.spyOn(console, 'error').mockImplementation(() => undefined);
  const secret = 's3cr3t';
  const variables = {
    ...CONTEXT,
    AUTH_TOKEN: secret,
    TWILIO_AUTH_TOKENS: secret,
    PUBLIC_URL: secret,
  };
  const handler = withAuth(
    twilioSignature({ query: `${secret}#`, idempotencyToken: true }),
    () => 'in',
  );

  const answer = await invoke(handler, { variables, event: signedEvent() });

  expect(answer).toMatchObject({ status: 500, body: 'Authentication is not configured' });
  expect(error.mock.calls).toEqual([
    [
      expect.stringMatching(
        /idempotencyToken requires.*; query must.*; AUTH_TOKEN must.*; TWILIO_AUTH_TOKENS must.*; PUBLIC_URL must/,
      ),
    ],
  ]);
  expect(error.mock.calls.join()).not.toContain(secret);
});

test.each([
  ['https://name.ngrok.app', []],
  ['', []],
  [
    'HTTP://127.0.0.1:3000',
    ['PUBLIC_URL is not https, so webhooks can be intercepted and sent again'],
  ],
])('a PUBLIC_URL without TLS is a warning: %s', (PUBLIC_URL, warnings) => {
  jest.spyOn(console, 'warn').mockImplementation(() => undefined);

  expect(twilioSignature().configure({ ...CONTEXT, PUBLIC_URL })).toMatchObject({ warnings });
});

test('a missing auth token is not a problem, because the platform sets it and other schemes work without it', () => {
  expect(problemsOf({}, { AUTH_TOKEN: undefined })).toEqual([]);
});

test('the scheme lists no accepted callers, because they are not users', () => {
  expect(twilioSignature().configure(CONTEXT)).not.toHaveProperty('accepts');
});

test('a later change to the options object has no effect', async () => {
  const options = { query: 'a=b' };
  const scheme = twilioSignature(options);
  options.query = 'a=c';
  const event = signedEvent({ url: `${WEBHOOK}?a=b`, params: { ...MESSAGE, a: 'b' } });

  const answer = await invoke(
    withAuth(scheme, () => 'in'),
    { variables: CONTEXT, event },
  );

  expect(answer.status).toBe(200);
});
