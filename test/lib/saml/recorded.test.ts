import { readMetadata } from '../../../lib/saml/read-metadata';
import { verifyResponse } from '../../../lib/saml/verify-response';
import { UNSIGNED_CHANGES } from '../../support/saml/real-responses';
import { encodeResponse } from '../../support/saml/saml-provider';
import RECORDED from '../../vectors/saml.json';

// Responses of real providers to real logins. They were valid for a few minutes, so the clock is set back to that time.

const CLOCK = ['nextTick', 'setImmediate', 'setTimeout', 'setInterval', 'queueMicrotask'] as const;
const setClock = (time: number) => jest.useFakeTimers({ now: time, doNotFake: [...CLOCK] });
afterEach(() => jest.useRealTimers());

describe.each(RECORDED)(
  'a response of $provider',
  ({ recordedAt, recipient, metadata, response }) => {
    const xml = Buffer.from(response, 'base64').toString();
    const provider = readMetadata(metadata);
    const verify = (text: string, seconds = 1) => {
      if (typeof provider === 'string') throw new Error(provider);
      setClock(Date.parse(recordedAt) + seconds * 1000);
      return verifyResponse(provider, encodeResponse(text), recipient);
    };

    test('proves its user', async () => {
      expect(await verify(xml)).toMatchObject({
        identity: { email: expect.stringMatching(/^(ada@example\.com|dwho@badwolf\.org)$/) },
      });
    });

    test('has expired ten minutes later', async () => {
      expect(await verify(xml, 600)).toMatchObject({ problem: 'invalid' });
    });

    test.each(UNSIGNED_CHANGES)('is refused with %s', async (_what, reason, change) => {
      expect(await verify(change(xml))).toEqual({ problem: 'invalid', reason });
    });
  },
);
