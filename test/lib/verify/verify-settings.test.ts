import { verifySettings } from '../../../lib/verify/verify-settings';

const VARIABLES = {
  VERIFY_SERVICE_SID: `VA${'0'.repeat(32)}`,
  VERIFY_URL: undefined,
  ACCOUNT_SID: `AC${'1'.repeat(32)}`,
  AUTH_TOKEN: 'canary',
};

test('without VERIFY_SERVICE_SID there are no settings, whatever else is set', () => {
  const settings = verifySettings({ ...VARIABLES, VERIFY_SERVICE_SID: undefined, VERIFY_URL: '?' });
  expect(settings).toBeUndefined();
});

test('a service is addressed at Twilio, with the credentials of the account', () => {
  expect(verifySettings(VARIABLES)).toEqual({
    serviceUrl: `https://verify.twilio.com/v2/Services/VA${'0'.repeat(32)}`,
    authorization: `Basic ${btoa(`AC${'1'.repeat(32)}:canary`)}`,
  });
});

test.each([
  'https://verify.example',
  'https://verify.example/',
  'http://127.0.0.1:8080',
  'http://localhost:1',
  'http://[::1]:1',
])('VERIFY_URL may be %s', (VERIFY_URL) => {
  const { origin } = new URL(VERIFY_URL);
  expect(verifySettings({ ...VARIABLES, VERIFY_URL })).toMatchObject({
    serviceUrl: expect.stringMatching(new RegExp(`^${origin.replace(/[[\]]/g, '\\$&')}/v2/`)),
  });
});

test.each([
  [{ VERIFY_SERVICE_SID: 'VA123' }, 'VERIFY_SERVICE_SID must be VA and 32 hex digits'],
  [
    { VERIFY_SERVICE_SID: `AC${'0'.repeat(32)}` },
    'VERIFY_SERVICE_SID must be VA and 32 hex digits',
  ],
  [
    { VERIFY_SERVICE_SID: `VA${'0'.repeat(32)}/..` },
    'VERIFY_SERVICE_SID must be VA and 32 hex digits',
  ],
  ...[
    'http://verify.twilio.com',
    'http://127.0.0.1.example',
    'http://localhost@verify.example',
    'https://user:canary@verify.example',
    'https://verify.example/path',
    'https://verify.example/?a',
    'ftp://localhost',
    'verify.twilio.com',
  ].map(
    (VERIFY_URL) => [{ VERIFY_URL }, 'VERIFY_URL must be an https URL without a path'] as const,
  ),
] as const)('%j has a problem without a value', (changed, problem) => {
  expect(verifySettings({ ...VARIABLES, ...changed })).toEqual({ problems: [problem] });
});

test('credentials may be missing, because only the platform sets them', () => {
  const without = { ACCOUNT_SID: undefined, AUTH_TOKEN: undefined };
  expect(verifySettings({ ...VARIABLES, ...without })).toMatchObject({
    authorization: 'Basic Og==',
  });
});
