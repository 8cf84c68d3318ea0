import {
  memoryReplayStore,
  type ReplayStore,
  type TwilioSignatureOptions,
  twilioSignature,
  withAuth,
} from '../../../assets/auth.private';
import { invoke } from '../../support/guard/invoke';
import {
  authenticator,
  CONTEXT,
  MESSAGE,
  type SignedWebhook,
  signedEvent,
  WEBHOOK,
} from '../../support/guard/signed-webhook';

// A signed request has no date, so an attacker can send a captured request again unless a store remembers it.

const REPLAYED = { status: 'refused', code: 'REPLAYED', httpStatus: 403 };
const DIGEST_LENGTH = 43;

/** Presents several requests to one scheme one after another, and returns which it accepted. */
const presentTo = async (options: TwilioSignatureOptions, ...webhooks: SignedWebhook[]) => {
  const { authenticate } = authenticator(options);
  const outcomes = [];
  for (const webhook of webhooks) outcomes.push(await authenticate(signedEvent(webhook), CONTEXT));
  return outcomes.map((outcome) => ('code' in outcome ? outcome.code : outcome.status));
};
const token = (value: string) => ({ headers: { 'i-twilio-idempotency-token': value } });

test('without a store, a request can be sent again', async () => {
  expect(await presentTo({}, {}, {})).toEqual(['accepted', 'accepted']);
});

describe('with a store', () => {
  const replay = () => ({ replay: memoryReplayStore() });

  test('a request is accepted once, and its repetition gets no challenge', async () => {
    const { authenticate } = authenticator(replay());
    await authenticate(signedEvent(), CONTEXT);

    expect(await authenticate(signedEvent(), CONTEXT)).toEqual(REPLAYED);
  });

  test('the response to a repetition is 403, and the decision has the reason', async () => {
    const decisions: unknown[] = [];
    const handler = withAuth(
      { schemes: twilioSignature(replay()), onDecision: ({ code }) => decisions.push(code) },
      () => 'in',
    );
    const call = () => invoke(handler, { variables: CONTEXT, event: signedEvent() });

    expect([(await call()).status, (await call()).status]).toEqual([200, 403]);
    expect(decisions).toEqual(['CREDENTIALS_ACCEPTED', 'REPLAYED']);
  });

  test.each<[what: string, webhook: SignedWebhook]>([
    ['another message', { signed: { ...MESSAGE, MessageSid: `SM${'3'.repeat(32)}` } }],
    ['the next status of the same message', { signed: { ...MESSAGE, MessageStatus: 'sent' } }],
  ])('%s is another request', async (_what, webhook) => {
    expect(await presentTo(replay(), {}, webhook, webhook)).toEqual([
      'accepted',
      'accepted',
      'REPLAYED',
    ]);
  });

  test('the signed text identifies the request, however its parameters are split', async () => {
    const cut = { signed: MESSAGE, params: { ...MESSAGE, NumMedia: [''] } };

    expect(await presentTo(replay(), {}, cut)).toEqual(['accepted', 'REPLAYED']);
  });

  test('the same parameters for another Function are another request, in one store', async () => {
    const { authenticate } = authenticator(replay());
    const voice = signedEvent({ url: WEBHOOK.replace('sms', 'voice') });

    expect(await authenticate(signedEvent(), CONTEXT)).toMatchObject({ status: 'accepted' });
    expect(await authenticate(voice, { ...CONTEXT, PATH: '/webhooks/voice' })).toMatchObject({
      status: 'accepted',
    });
  });

  test('one of several concurrent equal requests is accepted', async () => {
    const claimed = new Set<string>();
    const remote: ReplayStore = {
      async claim(id) {
        await new Promise((resolve) => setImmediate(resolve));
        const { size } = claimed;
        return claimed.add(id).size > size;
      },
    };
    const { authenticate } = authenticator({ replay: remote });

    const outcomes = await Promise.all(
      Array.from({ length: 20 }, () => authenticate(signedEvent(), CONTEXT)),
    );

    expect(outcomes.filter(({ status }) => status === 'accepted')).toHaveLength(1);
  });

  test('a wrong signature claims nothing, because it could use up the right one', async () => {
    const claim = jest.fn(() => true);
    const wrong = { params: { ...MESSAGE, Body: 'changed' } };

    expect(await presentTo({ replay: { claim } }, wrong, {})).toEqual([
      'CREDENTIALS_INVALID',
      'accepted',
    ]);
    expect(claim).toHaveBeenCalledTimes(1);
  });

  test('the store receives a digest, not the signature', async () => {
    const ids: string[] = [];
    await presentTo({ replay: { claim: (id) => ids.push(id) > 0 } }, {});

    expect(ids).toEqual([expect.stringMatching(/^[\w-]+$/)]);
    expect(ids[0]).toHaveLength(DIGEST_LENGTH);
  });

  test('another idempotency token does not make it another request: it is not signed', async () => {
    expect(await presentTo(replay(), token('a'), token('b'))).toEqual(['accepted', 'REPLAYED']);
  });
});

describe('with a store and idempotencyToken', () => {
  const options = () => ({ replay: memoryReplayStore(), idempotencyToken: true });

  test('Twilio’s own retry is refused', async () => {
    expect(await presentTo(options(), token('a'), token('a'))).toEqual(['accepted', 'REPLAYED']);
  });

  test('an equal call of a voice loop with another token is accepted', async () => {
    expect(await presentTo(options(), token('a'), token('b'))).toEqual(['accepted', 'accepted']);
  });

  test('without the token, which the platform may remove, the signature alone decides', async () => {
    expect(await presentTo(options(), {}, {})).toEqual(['accepted', 'REPLAYED']);
  });

  test('a repeated header is ignored', async () => {
    const repeated = (...values: string[]) => ({
      headers: { 'i-twilio-idempotency-token': values },
    });

    expect(await presentTo(options(), repeated('a', 'b'), repeated('c', 'd'))).toEqual([
      'accepted',
      'REPLAYED',
    ]);
  });
});

describe('every caller is refused if the store fails', () => {
  test.each<[what: string, claim: () => unknown]>([
    [
      'it throws',
      () => {
        throw new Error('down');
      },
    ],
    ['it rejects', () => Promise.reject(new Error('down'))],
    ['it answers nothing', () => undefined],
    ['it answers with a text', async () => 'OK'],
    ['it answers with a number', () => 1],
  ])('%s', async (_what, claim) => {
    const error = jest.spyOn(console, 'error').mockImplementation(() => undefined);
    const handler = withAuth(twilioSignature({ replay: { claim } as ReplayStore }), () => 'in');

    const answer = await invoke(handler, { variables: CONTEXT, event: signedEvent() });

    expect(answer.status).toBe(403);
    expect(error).toHaveBeenCalledTimes(1);
  });
});

describe('memoryReplayStore', () => {
  test('remembers requests for the configured time', () => {
    let time = 0;
    const store = memoryReplayStore({ ttlSeconds: 60, now: () => time });
    const claimAt = (seconds: number) => {
      time = seconds * 1000;
      return store.claim('a');
    };

    expect([0, 59.999, 60, 61, 120].map(claimAt)).toEqual([true, false, true, false, true]);
  });

  test('remembers requests for a day by default', () => {
    let time = 0;
    const store = memoryReplayStore({ now: () => time });
    const first = store.claim('a');
    time = 24 * 60 * 60 * 1000 - 1;

    expect([first, store.claim('a')]).toEqual([true, false]);
  });

  test('remembers the configured number of requests and forgets the oldest', () => {
    const store = memoryReplayStore({ maxEntries: 2 });

    expect(['a', 'b', 'c', 'b', 'c', 'a'].map((id) => store.claim(id))).toEqual([
      true,
      true,
      true,
      false,
      false,
      true,
    ]);
  });

  test.each([
    { ttlSeconds: 0 },
    { ttlSeconds: Number.NaN },
    { ttlSeconds: -1 },
    { maxEntries: 0 },
    { maxEntries: Number.NaN },
  ])('cannot be created without a lifetime or a capacity: %j', (options) => {
    expect(() => memoryReplayStore(options)).toThrow(
      new TypeError('memoryReplayStore: ttlSeconds and maxEntries must be numbers above zero.'),
    );
  });
});
