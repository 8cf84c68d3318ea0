import { twilioSignature } from '../../../assets/auth.private';
import {
  AUTH_TOKEN,
  authenticator,
  CONTEXT,
  MESSAGE,
  type SignedWebhook,
  signatureOutcomeOf,
  signedEvent,
  WEBHOOK,
} from '../../support/guard/signed-webhook';

const ACCEPTED = {
  status: 'accepted',
  principal: { scheme: 'twilio_signature', username: 'twilio' },
};
const INVALID = { status: 'refused', code: 'CREDENTIALS_INVALID' };
const MALFORMED = { status: 'refused', code: 'CREDENTIALS_MALFORMED' };
const UNCHECKABLE = { status: 'refused', code: 'SIGNATURE_UNVERIFIABLE' };

const other = (digit: string) => digit.repeat(32);
const without = (dropped: string) =>
  Object.fromEntries(Object.entries(MESSAGE).filter(([name]) => name !== dropped));

describe('the scheme accepts a request that Twilio signed:', () => {
  test.each<[what: string, webhook: SignedWebhook]>([
    ['the URL and the parameters of a form', {}],
    ['no parameters', { signed: {} }],
    [
      'parameters in another order',
      { params: Object.fromEntries(Object.entries(MESSAGE).reverse()) },
    ],
    ['empty values and white space', { signed: { Body: ' \t\r\n', Empty: '' } }],
    ['letters beyond ASCII', { signed: { Body: 'Смородина 🚀 e\u0301 ñ', Größe: '1' } }],
    ['a repeated parameter', { signed: { Tag: ['b', 'a'] }, params: { Tag: ['a', 'b'] } }],
    ['a parameter of the name __proto__', { signed: JSON.parse('{"__proto__":"a","Body":"b"}') }],
    ['as much as the platform takes', { signed: { Body: 'a'.repeat(1_000_000) } }],
    ['a port of the URL that is the usual one', { url: WEBHOOK.replace('.io', '.io:443') }],
    [
      'a form without a charset',
      { headers: { 'content-type': 'application/x-www-form-urlencoded' } },
    ],
    [
      'a form, in capitals',
      { headers: { 'content-type': 'Application/X-WWW-Form-Urlencoded ;a=b' } },
    ],
  ])('%s', async (_what, webhook) => {
    expect(await signatureOutcomeOf(signedEvent(webhook))).toEqual(ACCEPTED);
  });
});

describe('the scheme refuses a request that Twilio did not sign:', () => {
  test.each<[what: string, webhook: SignedWebhook]>([
    ['a changed value', { params: { ...MESSAGE, Body: 'Ahoy' } }],
    ['white space that was taken off', { params: { ...MESSAGE, Body: MESSAGE.Body.trim() } }],
    [
      'letters that are composed otherwise',
      { signed: { Body: 'e\u0301' }, params: { Body: '\u00e9' } },
    ],
    ['a parameter more', { params: { ...MESSAGE, To: '+15550100002' } }],
    ['an empty parameter more', { params: { ...MESSAGE, To: '' } }],
    ['an array of nothing more', { params: { ...MESSAGE, To: [] } }],
    ['a parameter without a name', { signed: { '': 'a' } }],
    ['a parameter less', { params: without('From') }],
    [
      'an empty parameter that the platform has no value for',
      { params: { ...MESSAGE, To: undefined } },
    ],
    ['a name in another case', { params: { ...without('Body'), body: MESSAGE.Body } }],
    ['a value more of a parameter', { params: { ...MESSAGE, Body: [MESSAGE.Body, 'b'] } }],
    [
      'a query that is merged with the body',
      { url: `${WEBHOOK}?lang=en`, params: { ...MESSAGE, lang: 'en' } },
    ],
    ['a query only in the signed URL', { url: `${WEBHOOK}?lang=en` }],
    ['a query of the caller’s own', { params: { ...MESSAGE, lang: 'en' } }],
    ['a URL with its credentials', { url: WEBHOOK.replace('://', '://twilio:ahoy!@') }],
    ['a URL with a slash at its end', { url: `${WEBHOOK}/` }],
    ['a path in another case', { url: WEBHOOK.replace('sms', 'SMS') }],
    ['another Function’s path', { url: WEBHOOK.replace('sms', 'voice') }],
    ['another host', { url: WEBHOOK.replace('name', 'other') }],
    ['another port', { url: WEBHOOK.replace('.io', '.io:8443') }],
    ['http', { url: WEBHOOK.replace('https', 'http') }],
    ['another token, as of another region', { authToken: other('a') }],
    ['a signature of nothing', { headers: { 'x-twilio-signature': `${'A'.repeat(27)}=` } }],
  ])('%s', async (_what, webhook) => {
    expect(await signatureOutcomeOf(signedEvent(webhook))).toEqual(INVALID);
  });

  test('a name that is too long for all of its values to come in one form', async () => {
    const signed = { ['a'.repeat(10_000)]: Array.from({ length: 110 }, (_, index) => `${index}`) };

    expect(await signatureOutcomeOf(signedEvent({ signed }))).toEqual(INVALID);
  });

  test('a value that is not text but looks like it', async () => {
    const signed = { A: '1', B: 'true', C: 'a', D: '[object Object]' };
    const looksAlike = [{ A: 1 }, { B: true }, { C: [['a']] }, { D: {} }, { A: null }];

    for (const changed of looksAlike) {
      const event = signedEvent({ signed, params: { ...signed, ...changed } });
      expect(await signatureOutcomeOf(event)).toEqual(INVALID);
    }
  });

  test('the URL of a GET, presented as a form without text between names and values', async () => {
    const url = `${WEBHOOK}?Body=Ahoy&From=%2B15550100001`;
    const passedOff = [
      { '?Body=Ahoy&From=%2B15550100001': '' },
      { '?': 'Body=Ahoy&', From: '=%2B15550100001' },
      { '': '?Body=Ahoy&From=%2B15550100001' },
    ];

    for (const params of passedOff) {
      expect(await signatureOutcomeOf(signedEvent({ url, signed: {}, params }))).toEqual(INVALID);
    }
    const event = signedEvent({
      url: `${WEBHOOK}?lang=en&Body=Ahoy`,
      signed: {},
      params: { lang: 'en', '&Body': '=Ahoy' },
    });
    expect(await signatureOutcomeOf(event, { query: 'lang=en' })).toEqual(INVALID);
  });
});

describe('the scheme refuses a request whose signed content a Function cannot see:', () => {
  const json = { 'content-type': 'application/json' };

  test.each<[what: string, webhook: SignedWebhook]>([
    ['a GET', { headers: { 'content-type': undefined } }],
    ['a JSON body', { headers: json }],
    ['a JSON body with its digest', { url: `${WEBHOOK}?bodySHA256=ab`, headers: json }],
    ['a form with the digest of a JSON body', { signed: { bodySHA256: 'ab' } }],
    [
      'a type that only begins like a form’s',
      { headers: { 'content-type': 'application/x-www-form-urlencodedx' } },
    ],
    ['two types', { headers: { 'content-type': ['application/x-www-form-urlencoded', 'a/b'] } }],
  ])('%s', async (_what, webhook) => {
    expect(await signatureOutcomeOf(signedEvent(webhook))).toEqual(UNCHECKABLE);
  });

  test.each([
    ['no DOMAIN_NAME', { ...CONTEXT, DOMAIN_NAME: undefined }],
    ['an empty DOMAIN_NAME', { ...CONTEXT, DOMAIN_NAME: '' }],
    ['no PATH', { ...CONTEXT, PATH: undefined }],
    ['an invalid PATH', { ...CONTEXT, PATH: '.evil.example/' }],
    ['no auth token', { ...CONTEXT, AUTH_TOKEN: undefined }],
    ['an empty auth token, with which any attacker could sign', { ...CONTEXT, AUTH_TOKEN: '' }],
  ])('%s', async (_what, context) => {
    expect(await signatureOutcomeOf(signedEvent(), {}, context)).toEqual(UNCHECKABLE);
  });

  test.each([
    ['a GET', CONTEXT, 'only those of form POSTs can be checked'],
    ['no auth token', { ...CONTEXT, AUTH_TOKEN: undefined }, 'set AUTH_TOKEN'],
    ['no PATH', { ...CONTEXT, PATH: undefined }, 'no DOMAIN_NAME or no PATH'],
  ])('and the scheme logs once what to do: %s', async (_what, context, advice) => {
    const warning = jest.spyOn(console, 'warn').mockImplementation(() => undefined);
    await jest.isolateModulesAsync(async () => {
      const { twilioSignature: fresh } = await import('../../../assets/auth.private');
      const configured = fresh().configure(context);
      const event = signedEvent({ headers: { 'content-type': undefined } });

      for (const _ of [1, 2])
        if ('authenticate' in configured) configured.authenticate(event, context);

      expect(warning.mock.calls).toEqual([[expect.stringContaining(advice)]]);
    });
  });
});

describe('the header', () => {
  const [right] = [signedEvent()].map(
    (event) => event['request'] as { headers: Record<string, string> },
  );
  const signature = right?.headers['x-twilio-signature'] ?? '';

  test.each([
    ['empty', ''],
    ['repeated', [signature, signature]],
    ['two in one', `${signature}, ${signature}`],
    ['without its pad', signature.slice(0, -1)],
    ['with a space', `${signature} `],
    ['in base64url', `-_${signature.slice(2)}`],
    ['in hexadecimal digits', Buffer.from(signature, 'base64').toString('hex')],
    ['a number', 1],
    ['null', null],
  ])('is malformed if it is %s', async (_what, value) => {
    const event = signedEvent({ headers: { 'x-twilio-signature': value } });

    expect(await signatureOutcomeOf(event)).toEqual(MALFORMED);
  });

  test.each([
    ['not there', signedEvent({ headers: { 'x-twilio-signature': undefined } })],
    [
      'overwritten by a parameter named request',
      signedEvent({ params: { ...MESSAGE, request: '1' } }),
    ],
    ['a parameter only', { 'x-twilio-signature': signature, ...MESSAGE }],
    ['of no event at all', undefined],
  ])('is absent if it is %s', async (_what, event) => {
    expect(await signatureOutcomeOf(event)).toEqual({ status: 'absent' });
  });
});

describe('the public URL', () => {
  test.each([
    ['a tunnel’s', 'https://name.ngrok.app'],
    ['one with a slash at its end', 'https://name.ngrok.app/'],
    ['one with a port', 'http://127.0.0.1:4567'],
  ])('is that of PUBLIC_URL if the variable is set: %s', async (_what, PUBLIC_URL) => {
    const context = { ...CONTEXT, DOMAIN_NAME: 'localhost:3000', PUBLIC_URL };
    const url = `${PUBLIC_URL.replace(/\/$/, '')}/webhooks/sms`;

    expect(await signatureOutcomeOf(signedEvent({ url }), {}, context)).toEqual(ACCEPTED);
    expect(await signatureOutcomeOf(signedEvent(), {}, context)).toEqual(INVALID);
  });

  test('is never taken from the request', async () => {
    const claimed = { host: 'evil.example', 'x-forwarded-host': 'evil.example' };
    const event = signedEvent({ url: 'https://evil.example/webhooks/sms', headers: claimed });

    expect(await signatureOutcomeOf(event)).toEqual(INVALID);
  });

  test.each([
    ['DOMAIN_NAME', { ...CONTEXT, DOMAIN_NAME: 'other.example' }],
    ['PUBLIC_URL', { ...CONTEXT, PUBLIC_URL: 'https://other.example' }],
  ])('is another one with the invocation after %s has changed', (_name, changed) => {
    const scheme = twilioSignature();
    const judged = [CONTEXT, changed, CONTEXT].map((context) => {
      const configured = scheme.configure(context);
      if ('problems' in configured) throw new Error(configured.problems.join());
      return configured.authenticate(signedEvent(), context);
    });

    expect(judged).toEqual([ACCEPTED, INVALID, ACCEPTED]);
  });

  test('is that of the called Function if several Functions use one scheme', async () => {
    const shared = authenticator();
    const event = signedEvent({ url: WEBHOOK.replace('sms', 'voice') });

    expect(await shared.authenticate(event, { ...CONTEXT, PATH: '/webhooks/voice' })).toEqual(
      ACCEPTED,
    );
    expect(await shared.authenticate(event, CONTEXT)).toEqual(INVALID);
  });
});

describe('auth tokens', () => {
  const more = `${other('a')} \n\t${other('B')} `;

  test.each([AUTH_TOKEN, other('a'), other('B')])('may be several: %s', async (authToken) => {
    const context = { ...CONTEXT, TWILIO_AUTH_TOKENS: more };

    expect(await signatureOutcomeOf(signedEvent({ authToken }), {}, context)).toEqual(ACCEPTED);
  });

  test.each([[AUTH_TOKEN], [other('a')], [other('B')]])(
    'are all tried, whichever matches: %s',
    async (authToken) => {
      const validate = jest.spyOn(Twilio, 'validateRequest');

      await signatureOutcomeOf(
        signedEvent({ authToken }),
        {},
        { ...CONTEXT, TWILIO_AUTH_TOKENS: more },
      );

      expect(validate).toHaveBeenCalledTimes(3);
    },
  );

  test('change with the next invocation after a rotation', async () => {
    const scheme = twilioSignature();
    const statusOf = async (context: object) => {
      const configured = scheme.configure(context);
      if ('problems' in configured) throw new Error(configured.problems.join());
      const { status } = await configured.authenticate(signedEvent(), CONTEXT);
      return status;
    };

    const statuses = [
      await statusOf(CONTEXT),
      await statusOf({ ...CONTEXT, AUTH_TOKEN: other('c'), TWILIO_AUTH_TOKENS: AUTH_TOKEN }),
      await statusOf({ ...CONTEXT, AUTH_TOKEN: other('c') }),
    ];

    expect(statuses).toEqual(['accepted', 'accepted', 'refused']);
  });
});

describe('the option query', () => {
  const query = 'lang=en&v=2%20';
  const url = `${WEBHOOK}?${query}`;
  const merged = { ...MESSAGE, lang: 'en', v: '2 ' };

  test.each([query, `?${query}`])(
    'accepts a request that was signed with it: %s',
    async (option) => {
      const event = signedEvent({ url, params: merged });

      expect(await signatureOutcomeOf(event, { query: option })).toEqual(ACCEPTED);
    },
  );

  test.each<[what: string, params: object]>([
    ['another value', { ...merged, lang: 'fr' }],
    ['no value', { ...MESSAGE, v: '2 ' }],
    ['a value more', { ...merged, lang: ['en', 'fr'] }],
    ['the value as an array', { ...merged, lang: ['en'] }],
    ['a key more', { ...merged, extra: '1' }],
  ])('refuses %s, because no signature covers it', async (_what, params) => {
    const event = signedEvent({ url, params: { ...params } });

    expect(await signatureOutcomeOf(event, { query })).toEqual(INVALID);
  });

  test.each(['en', 'fr'])('refuses a body that has a parameter of that name, %s', async (lang) => {
    const event = signedEvent({ url, signed: { ...MESSAGE, lang }, params: { ...merged, lang } });

    expect(await signatureOutcomeOf(event, { query })).toEqual(INVALID);
  });

  test('refuses a request whose URL does not have that query', async () => {
    expect(await signatureOutcomeOf(signedEvent({ params: merged }), { query })).toEqual(INVALID);
  });

  test.each([
    ['the order of its parts', 'v=2&lang=en', { v: '2', lang: 'en' }],
    ['how it is encoded', 'a=b+c&d=%7e%2F/?:@', { a: 'b c', d: '~//?:@' }],
    ['a name without a value', 'a', { a: '' }],
  ])('is signed exactly as given: %s', async (_what, given, values) => {
    const event = signedEvent({ url: `${WEBHOOK}?${given}`, params: { ...MESSAGE, ...values } });

    expect(await signatureOutcomeOf(event, { query: given })).toEqual(ACCEPTED);
  });
});
